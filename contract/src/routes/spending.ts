import { z } from 'zod'
import { budget, budgetPatch, newBudget } from '../budget.ts'
import { id } from '../id.ts'
import { page, pageQuery } from '../page.ts'
import { newPrice, price } from '../price.ts'
import { defineRoute } from '../route.ts'

const budgetId = z.object({ id: id('budget') })

export const spendingRoutes = {
  listPrices: defineRoute({
    method: 'GET',
    path: '/api/v1/prices',
    scope: 'read',
    summary: 'List prices of models: the built-in ones, and those of the organization, which win',
    response: z.object({ items: z.array(price).describe('All of them') }),
  }),
  setPrice: defineRoute({
    method: 'PUT',
    path: '/api/v1/prices',
    scope: 'admin',
    summary: 'Set the price of a model; it counts for calls from then on',
    body: newPrice,
    response: price.extend({ id: id('price') }),
  }),
  deletePrice: defineRoute({
    method: 'DELETE',
    path: '/api/v1/prices/:id',
    scope: 'admin',
    summary: 'Delete a price of the organization; the built-in one counts again, if there is one',
    params: z.object({ id: id('price') }),
    response: z.null(),
  }),
  listBudgets: defineRoute({
    method: 'GET',
    path: '/api/v1/budgets',
    scope: 'read',
    summary: 'List budgets, with what of them is used',
    query: pageQuery,
    response: page(budget),
  }),
  createBudget: defineRoute({
    method: 'POST',
    path: '/api/v1/budgets',
    scope: 'admin',
    summary: 'Create a budget; what was spent in its period before counts',
    body: newBudget,
    response: budget,
  }),
  getBudget: defineRoute({
    method: 'GET',
    path: '/api/v1/budgets/:id',
    scope: 'read',
    summary: 'Get a budget',
    params: budgetId,
    response: budget,
  }),
  updateBudget: defineRoute({
    method: 'PATCH',
    path: '/api/v1/budgets/:id',
    scope: 'admin',
    summary: 'Change a budget; runs that waited for it try again at once',
    params: budgetId,
    body: budgetPatch,
    response: budget,
  }),
  deleteBudget: defineRoute({
    method: 'DELETE',
    path: '/api/v1/budgets/:id',
    scope: 'admin',
    summary: 'Delete a budget; runs that waited for it try again at once',
    params: budgetId,
    response: z.null(),
  }),
}
