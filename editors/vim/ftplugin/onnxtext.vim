setlocal comments=:#,:// commentstring=#\ %s
setlocal expandtab shiftwidth=2 softtabstop=2
" Names hold dots and slashes only where they are quoted.
setlocal iskeyword=@,48-57,_
let b:undo_ftplugin = 'setlocal comments< commentstring< expandtab< shiftwidth< softtabstop< iskeyword<'
