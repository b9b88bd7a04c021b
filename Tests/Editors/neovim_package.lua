-- Neovim with editors/neovim on its runtime path and nothing else, on a binary model.
-- LSP_COMMAND: the server's command line; MODEL: the binary; PACKAGE: the folder of the plugin.
vim.g.graven_command = vim.split(vim.env.LSP_COMMAND, ' ')
vim.opt.runtimepath:append(vim.env.PACKAGE)

local function check(name, ok, why)
  io.stdout:write(ok and ('ok ' .. name .. '\n') or ('FAIL ' .. name .. ': ' .. tostring(why):gsub('\n', ' ') .. '\n'))
end

local said = ''
vim.notify = function(message) said = message end

local function run()
  vim.cmd('edit ' .. vim.env.MODEL)
  local buffer = vim.api.nvim_get_current_buf()
  local function text() return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') end
  local function has(words) return text():find(words, 1, true) ~= nil end
  local function wait(test) return vim.wait(8000, test, 10) end
  local function codes()
    return table.concat(vim.tbl_map(function(one) return one.code or one.message end, vim.diagnostic.get(buffer)), ' ')
  end
  local function replace(old, new) vim.cmd('%s/\\V' .. vim.fn.escape(old, '/\\') .. '/' .. vim.fn.escape(new, '/\\&')) end
  local function go(words) vim.fn.cursor(1, 1); vim.fn.search('\\V' .. words, 'cW') end

  check('opens', has('[n1] a = LeakyRelu <alpha = 0.25> (x)') and vim.bo.filetype == 'onnxtext', text())
  check('is not modified when opened', not vim.bo.modified)
  check('a client is attached', wait(function() return #vim.lsp.buf_get_clients(buffer) == 1 end))

  replace('y = Flatten', 'y = = Flatten')
  check('diagnoses', wait(function() return codes():find('K001', 1, true) ~= nil end), codes())
  vim.cmd('write')
  check('a text with errors is not written', said:find('is not written', 1, true) ~= nil and vim.bo.modified, said)
  check('it is kept beside the model', vim.fn.filereadable(vim.fn.fnamemodify(vim.env.MODEL, ':h') .. '/.model.unsaved.onnxtxt') == 1)
  replace('y = = Flatten', 'y =   Flatten')
  check('diagnostics go', wait(function() return codes() == '' end), codes())

  if vim.lsp.buf.format then vim.lsp.buf.format() else vim.lsp.buf.formatting_sync(nil, 8000) end
  check('formats', has('y = Flatten'), text())
  go('b = Add')
  vim.lsp.buf.rename('sum')
  check('renames', wait(function() return has('sum = Add') and has('(sum)') end), text())

  go('LeakyRelu')
  vim.cmd('GravenLens')
  local shown = vim.api.nvim_buf_get_extmarks(buffer, vim.api.nvim_create_namespace('graven'), 0, -1, { details = true })
  check('evaluates', #shown == 1 and vim.inspect(shown):find('a: min', 1, true) ~= nil, said .. vim.inspect(shown))

  replace('alpha = 0.25', 'alpha = 0.5')
  vim.cmd('write')
  check('saves', not vim.bo.modified, said)
  vim.cmd('write ' .. vim.fn.fnamemodify(vim.env.MODEL, ':h') .. '/copy.onnx')
  vim.cmd('silent edit!')
  check('opens what it saved', has('alpha = 0.5') and has('sum = Add'), text())
end

vim.api.nvim_create_autocmd('VimEnter', {
  nested = true,
  callback = function()
    local ok, err = pcall(run)
    check(ok and 'stop' or 'script', ok, err)
    io.stdout:flush()
    vim.cmd('qall!')
  end,
})
