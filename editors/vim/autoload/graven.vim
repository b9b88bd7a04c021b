" What plugin/graven.vim asks for. `g:graven_executable` names another program than `graven` on PATH.

function! graven#executable() abort
  return get(g:, 'graven_executable', 'graven')
endfunction

" The command line that runs graven in a model's folder: a text refers to its weights by the model's name.
function! s:command(path, arguments) abort
  let l:words = map([graven#executable()] + a:arguments, 'shellescape(v:val)')
  return 'cd ' . shellescape(fnamemodify(a:path, ':p:h')) . ' && ' . join(l:words)
endfunction

function! s:fail(message) abort
  echohl ErrorMsg
  for l:line in split(a:message, "\n")
    echomsg l:line
  endfor
  echohl None
endfunction

" Shows a binary model as text.
function! graven#open(path) abort
  setlocal noswapfile
  if !filereadable(a:path)
    setlocal filetype=onnxtext
    return
  endif
  let l:messages = tempname()
  let l:command = s:command(a:path, ['text', fnamemodify(a:path, ':t')])
  let l:lines = systemlist(l:command . ' 2>' . shellescape(l:messages))
  " A file that is not in canonical order is shown, and ends with 1.
  if v:shell_error > 1
    call s:fail(join(readfile(l:messages), "\n"))
    setlocal nomodifiable
    return
  endif
  let l:levels = &l:undolevels
  setlocal undolevels=-1 modifiable fileencoding=utf-8 fileformat=unix
  silent keepjumps %delete _
  call setline(1, l:lines)
  let &l:undolevels = l:levels
  setlocal nomodified filetype=onnxtext
endfunction

" Writes the text as the binary model. A text with errors is kept beside the model, which stays as it is.
function! graven#save(path) abort
  let l:isOther = a:path !=# expand('%:p')
  if l:isOther && filereadable(a:path) && !v:cmdbang
    return s:fail(a:path . ' exists (add ! to replace it)')
  endif
  let l:kept = fnamemodify(a:path, ':p:h') . '/.' . fnamemodify(a:path, ':t:r') . '.unsaved.onnxtxt'
  call writefile(getline(1, '$'), l:kept)
  let l:arguments = ['build', fnamemodify(l:kept, ':t'), '-o', fnamemodify(a:path, ':t')]
  let l:messages = system(s:command(a:path, l:arguments) . ' 2>&1')
  if v:shell_error
    return s:fail(fnamemodify(a:path, ':t') . ' is not written; its text is kept in ' . l:kept . "\n" . l:messages)
  endif
  call delete(l:kept)
  if !l:isOther
    setlocal nomodified
  endif
endfunction

" How ALE formats: `graven fmt` reads the text from standard input.
function! graven#fixer(buffer) abort
  return {'command': ale#Escape(graven#executable()) . ' fmt -'}
endfunction
