-- People. Their first four tables are those of better-auth, under our names.
create table users (
  id text collate "C" primary key,
  name text not null,
  -- Always in lower case, as it is looked up.
  email text not null unique,
  email_verified boolean not null default true,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table sessions (
  id text collate "C" primary key,
  user_id text collate "C" not null references users (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_of_user on sessions (user_id);

-- How a person can sign in. With a password: provider_id "credential", account_id the user's id.
create table accounts (
  id text collate "C" primary key,
  user_id text collate "C" not null references users (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index accounts_of_user on accounts (user_id);

-- Things that prove something once, such as sign-in links. The identifier is a hash.
create table verifications (
  id text collate "C" primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_by_identifier on verifications (identifier);

create table members (
  organization_id text collate "C" not null references organizations (id),
  user_id text collate "C" not null references users (id) on delete cascade,
  role text not null check (role in ('owner', 'admin', 'builder', 'reviewer', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (organization_id, user_id)
);
create index members_by_user on members (user_id);

-- Keys are stored as SHA-256: they are random, so nothing slower is needed.
create table api_keys (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  name text not null,
  role text not null check (role in ('owner', 'admin', 'builder', 'reviewer', 'viewer')),
  prefix text not null,
  sha256 bytea not null unique,
  -- Came from the environment and is replaced when the environment names another.
  bootstrap boolean not null default false,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index api_keys_of_organization on api_keys (organization_id, id desc);

create table audit_entries (
  id text collate "C" primary key,
  organization_id text collate "C" not null references organizations (id),
  at timestamptz not null default now(),
  actor text not null,
  actor_id text collate "C" not null,
  action text not null,
  subject text not null,
  changes json not null
);
create index audit_of_organization on audit_entries (organization_id, id desc);
