/**
 * The AWS SDK announces at every start that releases of next year will need a newer Node. The
 * version in use is pinned and supports this one, so the announcement only hides what matters.
 */
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true'
