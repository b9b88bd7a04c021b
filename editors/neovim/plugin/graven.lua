-- ONNX models as text: starts the language server, and opens binary models as texts.
if vim.g.loaded_graven then return end
vim.g.loaded_graven = true

local client = require('graven.client')
local model = require('graven.model')
local group = vim.api.nvim_create_augroup('graven', {})

if vim.lsp.enable then
  vim.lsp.enable('graven')
else
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = 'onnxtext',
    callback = function(event) client.attach(event.buf) end,
  })
end

vim.api.nvim_create_autocmd('BufReadCmd', {
  group = group,
  pattern = '*.onnx',
  callback = function(event) model.open(event.buf, event.match) end,
})
vim.api.nvim_create_autocmd('BufWriteCmd', {
  group = group,
  pattern = '*.onnx',
  callback = function(event) model.save(event.buf, event.match) end,
})

vim.api.nvim_create_user_command('GravenLens', function() require('graven.lens').run() end, {
  desc = 'Evaluate the node under the cursor and show its value',
})
