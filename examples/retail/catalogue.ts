export interface Product {
  readonly id: string
  readonly name: string
  readonly category: string
  /** In cents, so that totals add up exactly. */
  readonly cents: number
}

const product = (id: string, name: string, category: string, cents: number): Product => ({
  id,
  name,
  category,
  cents,
})

/** What the shop sells: things for going outside. */
// prettier-ignore
export const products: readonly Product[] = [
  product('TR-101', 'Trail Runner 3 W', 'shoes', 12_900),
  product('TR-102', 'Trail Runner 3 M', 'shoes', 12_900),
  product('TR-110', 'Ridge Boot GTX', 'shoes', 21_900),
  product('TR-115', 'City Hiker Low', 'shoes', 9_490),
  product('TR-121', 'Camp Slipper', 'shoes', 3_995),
  product('TR-130', 'Kids Mud Boot', 'shoes', 2_999),
  product('JA-201', 'Storm Shell Jacket', 'jackets', 24_900),
  product('JA-204', 'Feather Down 700', 'jackets', 29_900),
  product('JA-210', 'Wind Breaker Light', 'jackets', 7_990),
  product('JA-215', 'Kids Rain Jacket', 'jackets', 4_999),
  product('JA-222', 'Fleece Hoodie', 'jackets', 6_490),
  product('PA-301', 'Day Pack 22 L', 'packs', 7_995),
  product('PA-305', 'Alpine Pack 45 L', 'packs', 17_900),
  product('PA-309', 'Running Vest 8 L', 'packs', 9_900),
  product('PA-312', 'Dry Bag 10 L', 'packs', 1_895),
  product('PA-318', 'Child Carrier Pro', 'packs', 27_500),
  product('TE-401', 'Two Person Tent Vega', 'tents', 34_900),
  product('TE-404', 'Family Tent Orion 4', 'tents', 59_900),
  product('TE-408', 'Tarp 3 x 3', 'tents', 8_990),
  product('TE-412', 'Tent Peg Set', 'tents', 1_290),
  product('SL-501', 'Sleeping Bag 0 °C', 'sleeping', 15_900),
  product('SL-505', 'Sleeping Bag Summer', 'sleeping', 6_990),
  product('SL-509', 'Air Mat Ultralight', 'sleeping', 11_995),
  product('SL-514', 'Inflatable Pillow', 'sleeping', 2_495),
  product('KI-601', 'Gas Stove Mini', 'kitchen', 4_495),
  product('KI-604', 'Titanium Pot 900 ml', 'kitchen', 5_990),
  product('KI-608', 'Insulated Bottle 1 L', 'kitchen', 3_290),
  product('KI-611', 'Spork Set', 'kitchen', 895),
  product('KI-615', 'Coffee Press Outdoor', 'kitchen', 3_790),
  product('LI-701', 'Head Torch 400', 'lights', 5_495),
  product('LI-705', 'Camp Lantern', 'lights', 3_995),
  product('LI-709', 'Bike Light Set', 'lights', 4_290),
  product('AC-801', 'Merino Socks', 'accessories', 1_790),
  product('AC-804', 'Merino Beanie', 'accessories', 2_590),
  product('AC-808', 'Trekking Poles Carbon', 'accessories', 12_490),
  product('AC-811', 'Sun Hat Wide', 'accessories', 2_990),
  product('AC-815', 'Gaiters', 'accessories', 3_490),
  product('AC-819', 'Repair Tape', 'accessories', 690),
  product('AC-823', 'First Aid Kit', 'accessories', 2_795),
  product('AC-827', 'Dog Leash Trail', 'accessories', 2_195),
]

export const categories = [...new Set(products.map(({ category }) => category))]

/** Search terms, and how many products the shop finds for them. */
export const searches: readonly (readonly [term: string, results: number])[] = [
  ['tent', 4], ['sleeping bag', 2], ['rain jacket', 2], ['trail shoes', 3], ['merino', 2],
  ['rucksack', 4], ['head torch', 1], ['stove', 1], ['kids', 2], ['running vest', 1],
  ['wasserdichte jacke', 2], ['zelt 4 personen', 1], ['chaussures de randonnée', 3],
  ['sac à dos 40l', 1], ['socks', 1], ['dog', 1], ['trekking poles', 1],
  ['canoe', 0], ['hammock', 0], ['gift card', 0], ['schneeschuhe', 0], ['réchaud à bois', 0],
  ['tennt', 0], ['solar panel', 0], ['climbing rope', 0],
] // prettier-ignore
