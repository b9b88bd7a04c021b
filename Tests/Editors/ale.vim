" Vim with ALE as a client. LSP_COMMAND: the server's command line; MODEL: the text to open; REPORT: where results go.
set nocompatible hidden nomore noswapfile
let s:report = []
function! Check(name, ok, ...) abort
  call add(s:report, a:ok ? 'ok ' . a:name : 'FAIL ' . a:name . ': ' . substitute(string(a:000), '\n', ' ', 'g'))
endfunction
function! WaitFor(test) abort
  let l:waited = 0
  while !eval(a:test) && l:waited < 8000
    sleep 20m
    let l:waited += 20
  endwhile
  return eval(a:test)
endfunction
function! Codes() abort
  return join(map(copy(ale#engine#GetLoclist(bufnr('%'))), 'get(v:val, "code", v:val.text)'))
endfunction
function! Go(needle, after) abort
  call cursor(1, 1)
  call search('\V' . escape(a:needle, '\'), 'cW')
  call cursor(line('.'), col('.') + a:after)
endfunction
function! Text() abort
  return join(getline(1, '$'), "\n")
endfunction

let g:ale_linters_explicit = 1
let g:ale_linters = {'onnxtext': ['graven']}
let g:ale_lint_on_text_changed = 'always'
let g:ale_lint_delay = 10
let g:ale_hover_to_preview = 1
let g:ale_completion_enabled = 0
set rtp^=/usr/share/vim-ale
filetype plugin on
runtime plugin/ale.vim
call ale#linter#Define('onnxtext', {'name': 'graven', 'lsp': 'stdio', 'executable': split($LSP_COMMAND)[0],
  \ 'command': $LSP_COMMAND, 'project_root': fnamemodify($MODEL, ':h'), 'language': 'onnx-text'})
exe 'edit ' . fnameescape($MODEL)
let s:model = bufnr('%')
set filetype=onnxtext
call ale#Queue(0)
call Check('diagnostics', WaitFor('Codes() ==# "G002"'), Codes())

call Go('("/conv1/Conv_output_0")', 4)
ALEGoToDefinition
call Check('definition', WaitFor('line(".") == 11'), getpos('.'))

call Go('Conv <kernel', 1)
ALEHover
function! Preview() abort
  for l:window in range(1, winnr('$'))
    if getwinvar(l:window, '&previewwindow')
      return join(getbufline(winbufnr(l:window), 1, '$'), "\n")
    endif
  endfor
  return ''
endfunction
call Check('hover', WaitFor('Preview() =~# "Conv"'), Preview())
pclose

call Go('clipped =', 2)
let s:found = []
let g:ale_default_navigation = 'buffer'
ALEFindReferences -quickfix
call Check('references', WaitFor('len(getqflist()) == 1'), getqflist())
cclose
exe 'buffer ' . s:model

" What a user would be asked is answered here: the new name, and the first of several code actions.
runtime autoload/ale/util.vim
function! ale#util#Input(message, value, ...) abort
  return a:message =~# 'name' ? 'conv_out' : '1'
endfunction
call Go('"/conv1/Conv_output_0" =', 4)
ALERename
call Check('rename', WaitFor('Text() !~# "Conv_output_0" && Text() =~# "(conv_out)"'), Text())
call ale#Queue(0)
call Check('diagnostics move', WaitFor('Codes() ==# "G002"'), Codes())
call Go('cliped', 2)
ALECodeAction
call Check('quick fix', WaitFor('Text() !~# "cliped"'), Text())
call ale#Queue(0)
call Check('diagnostics go', WaitFor('Codes() ==# ""'), Codes())
call ale#lsp#StopAll()
call Check('stop', 1)
call writefile(s:report, $REPORT)
qall!
