import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** A whole document as text. Children are escaped. */
export const renderPage = (page: VNode): string => `<!DOCTYPE html>${renderToString(page)}`
