autocmd BufRead,BufNewFile *.onnxtxt,*.onnxtext setfiletype onnxtext
