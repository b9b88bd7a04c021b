" ALE finds this by the file type: the language server.

function! ale_linters#onnxtext#graven#Root(buffer) abort
  for l:marker in ['graven.toml', '.git/']
    let l:found = l:marker =~# '/$' ? ale#path#FindNearestDirectory(a:buffer, l:marker) : ale#path#FindNearestFile(a:buffer, l:marker)
    if !empty(l:found)
      return fnamemodify(l:found, l:marker =~# '/$' ? ':h:h' : ':h')
    endif
  endfor
  return fnamemodify(bufname(a:buffer), ':p:h')
endfunction

call ale#linter#Define('onnxtext', {
  \ 'name': 'graven',
  \ 'lsp': 'stdio',
  \ 'executable': {buffer -> get(g:, 'graven_server', [graven#executable()])[0]},
  \ 'command': {buffer -> join(map(copy(get(g:, 'graven_server', [graven#executable(), 'lsp'])), 'ale#Escape(v:val)'))},
  \ 'project_root': function('ale_linters#onnxtext#graven#Root'),
  \ 'language': 'onnx-text',
  \ })
