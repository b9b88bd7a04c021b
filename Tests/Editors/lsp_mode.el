;;; lsp_mode.el --- Emacs with lsp-mode as a client  -*- lexical-binding: t; -*-
;; LSP_COMMAND: the server's command line; MODEL: the text to open.

(load (expand-file-name "shared.el" (file-name-directory load-file-name)))
(setq lsp-session-file (make-temp-file "lsp-session") lsp-auto-guess-root t lsp-restart 'ignore
      lsp-enable-file-watchers nil lsp-diagnostics-provider :none lsp-response-timeout 10
      lsp-guess-root-without-session t lsp-enable-snippet nil lsp-enable-suggest-server-download nil
      lsp-lens-enable t lsp-semantic-tokens-enable t lsp-auto-execute-action t lsp-completion-provider :none
      lsp-headerline-breadcrumb-enable nil)
(require 'lsp-mode)
(require 'lsp-lens nil t)
(require 'lsp-semantic-tokens nil t)
(add-to-list 'lsp-language-id-configuration '(onnx-text-mode . "onnx-text"))
(lsp-register-client
 (make-lsp-client :new-connection (lsp-stdio-connection (split-string (getenv "LSP_COMMAND") " "))
                  :activation-fn (lsp-activate-on "onnx-text") :server-id 'graven))

(defun found-by-server ()
  "What the server has published for this buffer."
  (apply #'append (mapcar (lambda (one) (append one nil)) (hash-table-values (lsp-diagnostics)))))

(defun ask (method)
  "Ask about the place of point."
  (lsp-request method (lsp--text-document-position-params)))

(lsp-workspace-folders-add (file-name-directory (getenv "MODEL")))
(checks
 (lsp)
 (check "start" (wait-for (lambda () (and lsp--buffer-workspaces
                                          (eq 'initialized (lsp--workspace-status (car lsp--buffer-workspaces)))))))
 (check "diagnostics" (wait-for (lambda () (= 1 (length (found-by-server))))) (found-by-server))
 (go "Conv <kernel" 1)
 (let ((hover (ask "textDocument/hover")))
   (check "hover" (string-match-p "Conv" (lsp:markup-content-value (lsp:hover-contents hover))) hover))
 (go "(\"/conv1/Conv_output_0\")" 4)
 (let ((targets (xref-backend-definitions 'xref-lsp (propertize "x" 'identifier-at-point t))))
   (check "definition" (equal '(11) (lines-of targets)) targets))
 (go "clipped =" 2)
 (let ((uses (xref-backend-references 'xref-lsp (propertize "x" 'identifier-at-point t))))
   (check "references" (= 1 (length uses)) uses))
 (go "Relu (clipped" 2)
 (let ((table (nth 2 (lsp-completion-at-point))))
   (check "completion" (member "Relu" (all-completions "Re" table)) (all-completions "" table)))
 (let ((lenses (lsp-request "textDocument/codeLens" (list :textDocument (lsp--text-document-identifier)))))
   (check "lenses" (> (length lenses) 0) lenses))
 (go "\"/conv1/Conv_output_0\" =" 4)
 (lsp-rename "conv_out")
 (check "rename" (and (has "(conv_out)") (not (has "Conv_output_0"))) (buffer-string))
 (lsp-format-buffer)
 (check "format" (has "<axis = 1> (chosen)") (buffer-string))
 (go "cliped" 2)
 (let* ((actions (lsp-code-actions-at-point))
        (fix (seq-find (lambda (one) (equal "quickfix" (lsp:code-action-kind? one))) actions)))
   (check "quick fix offered" fix (mapcar #'lsp:code-action-title actions))
   (lsp-execute-code-action fix))
 (check "quick fix" (not (has "cliped")) (buffer-string))
 (check "diagnostics go" (wait-for (lambda () (null (found-by-server)))) (found-by-server))
 (set-buffer-modified-p nil)
 (let ((workspace (car lsp--buffer-workspaces)))
   (lsp-workspace-shutdown workspace)
   (check "stop" (wait-for (lambda () (not (process-live-p (lsp--workspace-proc workspace))))))))
