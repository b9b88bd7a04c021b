-- The language server's client. `vim.g.graven_command` names another program than `graven` on PATH.
local M = {}

function M.configuration()
  return {
    name = 'graven',
    cmd = vim.g.graven_command or { 'graven', 'lsp' },
    filetypes = { 'onnxtext' },
    root_markers = { 'graven.toml', '.git' },
    get_language_id = function() return 'onnx-text' end,
  }
end

-- The folder that a file's project begins in: where its configuration is, or the repository.
local function root(path)
  local folder = vim.fn.fnamemodify(path, ':p:h')
  for _, marker in ipairs(M.configuration().root_markers) do
    local found = vim.fn.findfile(marker, folder .. ';')
    if found == '' then found = vim.fn.finddir(marker, folder .. ';') end
    if found ~= '' then return vim.fn.fnamemodify(found, ':p:h' .. (marker == '.git' and ':h' or '')) end
  end
  return folder
end

local started = {}

-- The client for a file's project, once it can be asked; an error if the server does not start.
function M.of(path)
  local folder = root(path)
  local id = started[folder]
  local client = id and vim.lsp.get_client_by_id(id)
  if not client or client.is_stopped() then
    local configuration = M.configuration()
    if vim.fn.executable(configuration.cmd[1]) == 0 then
      error(configuration.cmd[1] .. ' is not installed, or not on PATH', 0)
    end
    configuration.root_dir = folder
    id = vim.lsp.start_client(configuration)
    started[folder] = id
    client = id and vim.lsp.get_client_by_id(id)
  end
  if not client or not vim.wait(10000, function() return client.initialized end, 5) then
    error('the language server does not answer: run :LspLog or `graven lsp --help`', 0)
  end
  return client
end

function M.attach(buffer)
  local ok, client = pcall(M.of, vim.api.nvim_buf_get_name(buffer))
  if not ok then return vim.notify('graven: ' .. client, vim.log.levels.WARN) end
  vim.lsp.buf_attach_client(buffer, client.id)
end

-- A request's result; an error's message is thrown.
function M.ask(client, method, params, buffer, limit)
  local answer, late = client.request_sync(method, params, limit or 60000, buffer)
  if not answer then error(method .. ': ' .. tostring(late), 0) end
  if answer.err then error(answer.err.message, 0) end
  return answer.result
end

return M
