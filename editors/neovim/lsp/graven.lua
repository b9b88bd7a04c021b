-- Neovim 0.11 finds the server's configuration here: `vim.lsp.enable('graven')`, which the plugin does.
return require('graven.client').configuration()
