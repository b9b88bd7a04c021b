;;; eglot.el --- Emacs with eglot as a client  -*- lexical-binding: t; -*-
;; LSP_COMMAND: the server's command line; MODEL: the text to open.

(load (expand-file-name "shared.el" (file-name-directory load-file-name)))
(require 'eglot)
(setq eglot-sync-connect 10 eglot-autoshutdown t eglot-confirm-server-initiated-edits nil
      eglot-events-buffer-size 0 eglot-send-changes-idle-time 0)
(add-to-list 'eglot-server-programs (cons 'onnx-text-mode (split-string (getenv "LSP_COMMAND") " ")))

(defun send-edits ()
  "Send edits now: eglot waits until Emacs is idle, which it never is here."
  (eglot--signal-textDocument/didChange))

(defun found-by-server ()
  "What flymake shows."
  (flymake-start)
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(checks
 (apply #'eglot--connect (eglot--guess-contact))
 (check "start" (eglot-current-server))
 (eglot--maybe-activate-editing-mode)
 (flymake-mode 1)
 (check "diagnostics" (wait-for (lambda () (found-by-server))) (found-by-server))
 (go "Conv <kernel" 1)
 (let ((hover (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams))))
   (check "hover" (string-match-p "Conv" (eglot--hover-info (plist-get hover :contents))) hover))
 (go "(\"/conv1/Conv_output_0\")" 4)
 (let ((targets (xref-backend-definitions 'eglot "LSP identifier at point.")))
   (check "definition" (equal '(11) (lines-of targets)) targets))
 (go "clipped =" 2)
 (let ((uses (xref-backend-references 'eglot "LSP identifier at point.")))
   (check "references" (= 2 (length uses)) uses))
 (go "Relu (clipped" 2)
 (let ((table (nth 2 (eglot-completion-at-point))))
   (check "completion" (member "Relu" (all-completions "Re" table)) (all-completions "" table)))
 (check "symbols" (funcall imenu-create-index-function))
 (go "\"/conv1/Conv_output_0\" =" 4)
 (eglot-rename "conv_out")
 (check "rename" (and (has "(conv_out)") (not (has "Conv_output_0"))) (buffer-string))
 (eglot-format-buffer)
 (check "format" (has "<axis = 1> (chosen)") (buffer-string))
 (go "cliped" 2)
 (send-edits)
 (check "diagnostics move"
        (wait-for (lambda () (flymake-start nil t) (flymake-diagnostics (point)))) (found-by-server))
 (eglot-code-actions (point) nil "quickfix" t)
 (check "quick fix" (not (has "cliped")) (buffer-string))
 (send-edits)
 (check "diagnostics go" (wait-for (lambda () (null (found-by-server)))) (found-by-server))
 (set-buffer-modified-p nil)
 (let ((server (eglot-current-server)))
   (eglot-shutdown server)
   (check "stop" (not (jsonrpc-running-p server)))))
