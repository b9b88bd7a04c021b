-- Binary models as texts: the server makes the text, and writes the binary. Weights stay in the file.
local client = require('graven.client')
local M = {}

local function fail(message)
  vim.notify('graven: ' .. message, vim.log.levels.ERROR)
end

function M.open(buffer, path)
  vim.bo[buffer].swapfile = false
  vim.api.nvim_exec_autocmds('BufReadPre', { pattern = path, modeline = false })
  if vim.fn.filereadable(path) == 0 then
    vim.bo[buffer].filetype = 'onnxtext'
    return
  end
  local ok, opened = pcall(function()
    return client.ask(client.of(path), 'graven/openModel', { uri = vim.uri_from_fname(path) }, buffer)
  end)
  if not ok then
    vim.bo[buffer].modifiable = false
    return fail(opened)
  end
  local lines = vim.split(opened.text, '\n', { plain = true })
  if lines[#lines] == '' then lines[#lines] = nil end
  -- Undo must not lead back to the empty buffer.
  local levels = vim.bo[buffer].undolevels
  vim.bo[buffer].undolevels = -1
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.bo[buffer].undolevels = levels
  vim.bo[buffer].modified = false
  vim.bo[buffer].filetype = 'onnxtext'
  vim.api.nvim_exec_autocmds('BufReadPost', { pattern = path, modeline = false })
end

function M.save(buffer, path)
  local isOther = path ~= vim.api.nvim_buf_get_name(buffer)
  if isOther and vim.fn.filereadable(path) == 1 and vim.v.cmdbang == 0 then
    return fail(path .. ' exists (add ! to replace it)')
  end
  vim.api.nvim_exec_autocmds('BufWritePre', { pattern = path, modeline = false })
  local text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') .. '\n'
  local ok, result = pcall(function()
    return client.ask(client.of(path), 'graven/saveModel', { uri = vim.uri_from_fname(path), text = text }, buffer)
  end)
  if not ok then return fail(result) end
  if not result.saved then
    local words = vim.tbl_map(function(one) return (one.range.start.line + 1) .. ': ' .. one.message end, result.diagnostics)
    return fail(vim.fn.fnamemodify(path, ':t') .. ' is not written:\n' .. table.concat(words, '\n'))
  end
  if not isOther then vim.bo[buffer].modified = false end
  vim.api.nvim_exec_autocmds('BufWritePost', { pattern = path, modeline = false })
end

return M
