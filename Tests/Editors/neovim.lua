-- Neovim 0.7 as a client: every feature as a user reaches it. Prints `ok NAME` or `FAIL NAME: why` for each.
-- LSP_COMMAND: the server's command line; MODEL: the text to open.
local function check(name, ok, why)
  io.stdout:write(ok and ("ok " .. name .. "\n") or ("FAIL " .. name .. ": " .. tostring(why):gsub("\n", " ") .. "\n"))
end

-- The first choice is taken wherever a user would be asked.
vim.ui.select = function(items, _, choose) choose(items[1], 1) end

local function lines(buffer) return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n") end

local function place(buffer, needle, after, occurrence)
  local from = 1
  local text = lines(buffer)
  for _ = 0, occurrence or 0 do from = text:find(needle, from, true) + 1 end
  local before = text:sub(1, from - 2 + (after or 0))
  local _, line = before:gsub("\n", "")
  return { line + 1, #before:match("[^\n]*$") }
end

local function run()
  vim.cmd("edit " .. vim.env.MODEL)
  local buffer = vim.api.nvim_get_current_buf()
  local function go(...) vim.api.nvim_win_set_cursor(0, place(buffer, ...)) end
  local id = vim.lsp.start_client({
    name = "graven",
    cmd = vim.split(vim.env.LSP_COMMAND, " "),
    root_dir = vim.fn.fnamemodify(vim.env.MODEL, ":h"),
    get_language_id = function() return "onnx-text" end,
  })
  vim.lsp.buf_attach_client(buffer, id)
  local client = vim.lsp.get_client_by_id(id)
  local function wait(test) return vim.wait(8000, test, 10) end
  check("start", wait(function() return client.initialized end), "not initialized")
  local function codes()
    return table.concat(vim.tbl_map(function(one) return one.code or one.message end, vim.diagnostic.get(buffer)), " ")
  end
  check("diagnostics", wait(function() return codes() == "G002" end), codes())
  local function ask(method, params)
    local answer, err = client.request_sync("textDocument/" .. method, params, 8000, buffer)
    return answer and answer.result, err or (answer and answer.err and answer.err.message)
  end
  local function here() return vim.lsp.util.make_position_params(0, client.offset_encoding) end

  go("Conv <kernel", 1)
  vim.lsp.buf.hover()
  local function float()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= "" then
        return lines(vim.api.nvim_win_get_buf(window))
      end
    end
  end
  check("hover", wait(function() return (float() or ""):find("Conv") ~= nil end), float())
  vim.cmd("silent! only")

  go('("/conv1/Conv_output_0")', 4)
  vim.lsp.buf.definition()
  local function line() return vim.api.nvim_win_get_cursor(0)[1] end
  check("definition", wait(function() return line() == 11 end), line())
  go("clipped =", 2)
  local found, err = ask("references", vim.tbl_extend("force", here(), { context = { includeDeclaration = true } }))
  check("references", found and #found == 2, err or vim.inspect(found))
  vim.lsp.buf.document_highlight()

  go("Relu (clipped", 2)
  -- What insert mode would show: a script is never in it while it waits.
  local matches = {}
  vim.fn.mode = function() return "i" end
  vim.fn.complete = function(_, items) matches = vim.tbl_map(function(one) return one.word end, items) end
  vim.lsp.omnifunc(1, "")
  check("completion", wait(function() return vim.tbl_contains(matches, "Relu") end), vim.inspect(matches):sub(1, 200))
  vim.fn.mode = nil

  local symbols, no_symbols = ask("documentSymbol", { textDocument = here().textDocument })
  check("symbols", symbols and #symbols >= 2, no_symbols or vim.inspect(symbols))
  local lenses, no_lenses = ask("codeLens", { textDocument = here().textDocument })
  check("lenses", lenses and #lenses > 0, no_lenses or vim.inspect(lenses))
  go('"conv1.weight", "conv1', 3)
  vim.lsp.buf.signature_help()
  check("signature", wait(function() return (float() or ""):find("Conv") ~= nil end), float())
  vim.cmd("silent! only")

  go('"/conv1/Conv_output_0" =', 4)
  vim.lsp.buf.rename("conv_out")
  local function has(text) return lines(buffer):find(text, 1, true) ~= nil end
  check("rename", wait(function() return not has("Conv_output_0") and has("(conv_out)") end), lines(buffer):sub(400, 800))
  vim.lsp.buf.formatting_sync(nil, 8000)
  check("format", has("<axis = 1> (chosen)"), lines(buffer):sub(-400))
  check("diagnostics move", wait(function() return codes() == "G002" end), codes())
  go("cliped", 2)
  vim.lsp.buf.code_action({ diagnostics = vim.lsp.diagnostic.get_line_diagnostics(buffer), only = { "quickfix" } })
  check("quick fix", wait(function() return not has("cliped") end), lines(buffer):sub(600, 900))
  check("diagnostics go", wait(function() return codes() == "" end), codes())
  vim.lsp.stop_client(id)
  check("stop", wait(function() return vim.lsp.client_is_stopped(id) end), "still running")
end

local ok, err = pcall(run)
if not ok then check("script", false, err) end
io.stdout:flush()
vim.cmd("qall!")
