" Vim with editors/vim and ALE, on a binary model. LSP_COMMAND: the server's command line; MODEL: the binary;
" PACKAGE: the folder of the package; GRAVEN: the program; REPORT: where results go.
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
function! Text() abort
  return join(getline(1, '$'), "\n")
endfunction
function! Go(words) abort
  call cursor(1, 1)
  call search('\V' . escape(a:words, '\'), 'cW')
endfunction
function! Change(old, new) abort
  execute 'silent %s/\V' . escape(a:old, '/\') . '/' . escape(a:new, '/\&') . '/'
  call ale#Queue(0)
endfunction

let g:ale_linters_explicit = 1
let g:ale_linters = {'onnxtext': ['graven']}
let g:ale_lint_on_text_changed = 'always'
let g:ale_lint_delay = 10
let g:ale_completion_enabled = 0
let g:ale_lsp_show_message_severity = 'information'
let g:graven_executable = $GRAVEN
let g:graven_server = split($LSP_COMMAND)
execute 'set rtp^=' . fnameescape($PACKAGE)
set rtp^=/usr/share/vim-ale
filetype plugin on
runtime plugin/ale.vim
runtime plugin/graven.vim
let s:kept = fnamemodify($MODEL, ':h') . '/.model.unsaved.onnxtxt'
" What a user would be asked is answered here: the new name, and which code action. Others are as ALE has them.
runtime autoload/ale/util.vim
let s:asked = ''
function! ale#util#Input(message, value, ...) abort
  let s:asked = a:message
  let l:choice = matchstr(a:message, '\v\d+\ze[).:] *[Ee]valuate')
  return a:message =~# 'name' ? 'sum' : empty(l:choice) ? '1' : l:choice
endfunction

" What a user would see for a moment below the text.
let s:shown = ''
function! ale#util#ShowMessage(words, ...) abort
  let s:shown = a:words
endfunction

try
  execute 'edit ' . fnameescape($MODEL)
  call Check('opens', Text() =~# '\V[n1] a = LeakyRelu <alpha = 0.25> (x)' && &filetype ==# 'onnxtext', Text())
  call Check('is not modified when opened', !&modified)
  call Change('y = Flatten', 'y = = Flatten')
  call Check('diagnoses', WaitFor('Codes() =~# "K001"'), Codes())
  silent! write
  call Check('a text with errors is not written', &modified && filereadable(s:kept))
  call Change('y = = Flatten', 'y =   Flatten')
  call Check('diagnostics go', WaitFor('Codes() ==# ""'), Codes())
  ALEFix
  call Check('formats', WaitFor('Text() =~# "y = Flatten"'), Text())
  call Go('b = Add')
  ALERename
  call Check('renames', WaitFor('Text() =~# "sum = Add" && Text() =~# "(sum)"'), Text())
  call ale#Queue(0)
  call Go('LeakyRelu')
  ALECodeAction
  call Check('evaluates', WaitFor('s:shown =~# "a: min"'), s:asked, s:shown)
  call Change('alpha = 0.25', 'alpha = 0.5')
  silent write
  call Check('saves', !&modified && !filereadable(s:kept), execute('messages'))
  execute 'silent write ' . fnameescape(fnamemodify($MODEL, ':h') . '/copy.onnx')
  silent edit!
  call Check('opens what it saved', Text() =~# 'alpha = 0.5' && Text() =~# 'sum = Add', Text())
  call ale#lsp#StopAll()
  call Check('stop', 1)
catch
  call Check('script', 0, v:exception, v:throwpoint)
endtry
call writefile(s:report, $REPORT)
qall!
