" Binary ONNX models as texts, and ALE's linter and fixer.
if exists('g:loaded_graven')
  finish
endif
let g:loaded_graven = 1

augroup graven
  autocmd!
  autocmd BufReadCmd *.onnx call graven#open(expand('<amatch>'))
  autocmd BufWriteCmd *.onnx call graven#save(expand('<amatch>'))
augroup END

" ALE asks for fixers by the file type.
let g:ale_fixers = get(g:, 'ale_fixers', {})
if type(g:ale_fixers) == type({}) && !has_key(g:ale_fixers, 'onnxtext')
  let g:ale_fixers.onnxtext = [{buffer -> graven#fixer(buffer)}]
endif
