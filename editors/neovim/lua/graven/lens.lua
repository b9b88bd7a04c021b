-- `:GravenLens`: evaluates the node under the cursor, and shows its value below it.
local client = require('graven.client')
local M = {}

local namespace = vim.api.nvim_create_namespace('graven')

-- The lens that evaluates on this line, or on the nearest line above.
local function nearest(lenses, line)
  local best
  for _, lens in ipairs(lenses) do
    local at = lens.range.start.line
    if lens.command and lens.command.command == 'graven.evaluate' and at <= line then
      if not best or at > best.range.start.line then best = lens end
    end
  end
  return best
end

function M.run()
  local buffer = vim.api.nvim_get_current_buf()
  local ok, problem = pcall(function()
    local server = client.of(vim.api.nvim_buf_get_name(buffer))
    local document = { textDocument = { uri = vim.uri_from_bufnr(buffer) } }
    local lenses = client.ask(server, 'textDocument/codeLens', document, buffer) or {}
    lenses = vim.tbl_map(function(lens)
      return lens.command and lens or client.ask(server, 'codeLens/resolve', lens, buffer)
    end, lenses)
    local lens = nearest(lenses, vim.api.nvim_win_get_cursor(0)[1] - 1)
    if not lens then error('there is no node to evaluate here', 0) end
    local command = { command = lens.command.command, arguments = lens.command.arguments }
    local values = client.ask(server, 'workspace/executeCommand', command, buffer, 600000)
    local shown = vim.tbl_map(function(value) return { { value.name .. ': ' .. value.line, 'Comment' } } end, values)
    vim.api.nvim_buf_clear_namespace(buffer, namespace, 0, -1)
    vim.api.nvim_buf_set_extmark(buffer, namespace, lens.range.start.line, 0, { virt_lines = shown })
  end)
  if not ok then vim.notify('graven: ' .. problem, vim.log.levels.ERROR) end
end

return M
