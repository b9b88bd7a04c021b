;;; onnx-text-mode.el --- ONNX models as text  -*- lexical-binding: t; -*-

;; Author: The Graven developers
;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: languages, tools
;; License: Apache-2.0

;;; Commentary:

;; A major mode for ONNX models as text, *.onnxtxt, and for binary models, *.onnx, which are shown as text and saved as
;; binaries.  The language server `graven lsp' does the rest, through eglot or lsp-mode: findings as you type, hover,
;; completion, rename, formatting, evaluation.
;;
;;   (require 'onnx-text-mode)
;;   (add-hook 'onnx-text-mode-hook #'eglot-ensure)     ; or #'lsp-deferred

;;; Code:

(require 'subr-x)

(defgroup onnx-text nil
  "ONNX models as text."
  :group 'languages)

(defcustom onnx-text-program "graven"
  "The program that reads, checks and writes models."
  :type 'string)

(defcustom onnx-text-server-command nil
  "The language server's command line, a list; nil is `onnx-text-program' with lsp."
  :type '(choice (const nil) (repeat string)))

(defun onnx-text--server-command (&rest _)
  "The language server's command line."
  (or onnx-text-server-command (list onnx-text-program "lsp")))

;;;; Highlighting

(defvar onnx-text-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?/ ". 12" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\\ "\\" table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?< "(>" table)
    (modify-syntax-entry ?> ")<" table)
    table)
  "Comments, strings and brackets of ONNX text.")

(defconst onnx-text--types
  '("float" "uint8" "int8" "uint16" "int16" "int32" "int64" "string" "bool" "float16" "double" "uint32" "uint64"
    "complex64" "complex128" "bfloat16" "float8e4m3fn" "float8e4m3fnuz" "float8e5m2" "float8e5m2fnuz" "uint4" "int4"
    "float4e2m1" "float8e8m0" "uint2" "int2" "float6e2m3" "float6e3m2" "seq" "optional" "map" "sparse_tensor" "opaque")
  "The words that begin a type.")

(defvar onnx-text-font-lock-keywords
  `(("\\`#!onnx-text.*$" 0 font-lock-preprocessor-face t)
    (,(concat "\\_<" (regexp-opt onnx-text--types) "\\_>") . font-lock-type-face)
    ("@\\(?:data\\|denote\\|device\\|doc\\|meta\\|raw\\|typed\\|unknown\\)\\_>" . font-lock-keyword-face)
    ("@ *\\([A-Za-z_][A-Za-z0-9_]*\\)" 1 font-lock-variable-name-face)
    ;; The operator of a node, with its domain.
    ("= *\\(?:[A-Za-z_][A-Za-z0-9_.]*\\.\\)?\\([A-Za-z_][A-Za-z0-9_]*\\)\\(?: *:[^(<]*\\)? *[<(]"
     1 font-lock-function-name-face)
    ;; The key of an attribute, or of a header.
    ("\\([A-Za-z_][A-Za-z0-9_]*\\)\\(?: *: *[a-z_]+\\)? *= *[^>(= ]" 1 font-lock-variable-name-face)
    ("\\_<\\([a-z_]+\\) *:" 1 font-lock-variable-name-face)
    ("\\_<-?\\(?:[0-9]+\\(?:\\.[0-9]*\\)?\\(?:[eE][+-]?[0-9]+\\)?\\|nan\\|inf\\|infinity\\)\\_>"
     . font-lock-constant-face))
  "What the server's semantic tokens refine.")

(defconst onnx-text--blocks
  (syntax-propertize-rules
   ;; A string of several lines: each outer quote of the three is a fence, the inner ones are nothing.
   ("\\(\"\\)\\(\"\\)\\(\"\\)" (1 "|") (2 ".") (3 "."))))

(defun onnx-text-indent-line ()
  "Indent as the formatter does: two spaces for each open bracket."
  (interactive)
  (let* ((closes (save-excursion (back-to-indentation) (looking-at "[])>}]")))
         (depth (car (save-excursion (syntax-ppss (line-beginning-position)))))
         (notes (save-excursion (back-to-indentation) (looking-at "@\\(?:doc\\|meta\\|device\\|unknown\\)")))
         (column (* 2 (max 0 (+ depth (if closes -1 0) (if (and notes (> depth 0)) 1 0))))))
    (if (<= (current-column) (current-indentation))
        (indent-line-to column)
      (save-excursion (indent-line-to column)))))

;;;###autoload
(define-derived-mode onnx-text-mode prog-mode "ONNX"
  "Major mode for ONNX models as text."
  (setq-local comment-start "# ")
  (setq-local comment-start-skip "\\(?:#+\\|//+\\)\\s-*")
  (setq-local font-lock-defaults '(onnx-text-font-lock-keywords))
  (setq-local syntax-propertize-function onnx-text--blocks)
  (setq-local indent-line-function #'onnx-text-indent-line)
  (setq-local indent-tabs-mode nil)
  (setq-local imenu-generic-expression
              '(("Nodes" "^ *\\[\"?\\([^]\"]+\\)\"?\\]" 1)
                ("Graphs" "^\\([A-Za-z_][A-Za-z0-9_]*\\) \\(?:<.*> \\)?(" 1))))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.onnxte?xt\\'" . onnx-text-mode))

;;;; Binary models

(defun onnx-text--run (destination &rest arguments)
  "Run the program with ARGUMENTS; return its exit status.
Its output goes to DESTINATION, as `call-process' takes it.  Where it can't do
its work, what it says becomes an error."
  (let ((messages (make-temp-file "graven"))
        (coding-system-for-read 'utf-8-unix))
    (unwind-protect
        (let ((status (apply #'call-process onnx-text-program nil (list destination messages) nil arguments)))
          (unless (memq status '(0 1))
            (with-temp-buffer
              (insert-file-contents messages)
              (error "%s" (string-trim (buffer-string)))))
          status)
      (delete-file messages))))

(defun onnx-text--show-model ()
  "Show the binary model that this buffer visits as text."
  (let ((inhibit-read-only t)
        ;; The text refers to weights by the name of the model's file.
        (default-directory (file-name-directory buffer-file-name)))
    (erase-buffer)
    (onnx-text--run t "text" (file-name-nondirectory buffer-file-name)))
  (setq buffer-file-coding-system 'utf-8-unix)
  (set-visited-file-modtime)
  (setq buffer-undo-list nil)
  (set-buffer-modified-p nil)
  (goto-char (point-min)))

(defun onnx-text--save-model ()
  "Write this buffer's text as the binary model that it visits.
A text with errors is kept beside the model, which stays as it is.
Return non-nil, as a function that has saved does."
  (let* ((default-directory (file-name-directory buffer-file-name))
         (file (file-name-nondirectory buffer-file-name))
         (kept (concat "." (file-name-sans-extension file) ".unsaved.onnxtxt"))
         (coding-system-for-write 'utf-8-unix))
    (save-restriction
      (widen)
      (write-region nil nil kept nil 'silent))
    (condition-case problem
        (onnx-text--run nil "build" kept "-o" file)
      (error
       (display-warning 'onnx-text (error-message-string problem) :error)
       (user-error "%s is not written: its text has errors, and is kept in %s" file kept)))
    (delete-file kept)
    (set-visited-file-modtime)
    (set-buffer-modified-p nil)
    t))

;;;###autoload
(define-derived-mode onnx-model-mode onnx-text-mode "ONNX model"
  "Major mode for binary ONNX models, which are shown and edited as text.
Weights stay in the file.  Saving writes the binary, whole or not at all."
  (when (and buffer-file-name (file-exists-p buffer-file-name))
    (onnx-text--show-model))
  (add-hook 'write-contents-functions #'onnx-text--save-model nil t)
  (setq-local revert-buffer-function
              (lambda (&rest _) (onnx-text--show-model)))
  (setq-local buffer-auto-save-file-name nil))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.onnx\\'" . onnx-model-mode))

;; The file's bytes are not worth reading: the text is made from the file.
(defun onnx-text--read-no-bytes (operation &rest arguments)
  "Do file OPERATION with ARGUMENTS; insert nothing for a binary model."
  (if (and (eq operation 'insert-file-contents) (nth 1 arguments))
      (let ((file (expand-file-name (car arguments))))
        (setq buffer-file-name file)
        (set-visited-file-modtime (file-attribute-modification-time (file-attributes file)))
        (unless (file-readable-p file)
          (signal 'file-missing (list "Opening input file" "No such file or directory" file)))
        (list file 0))
    (let ((inhibit-file-name-handlers
           (cons 'onnx-text--read-no-bytes
                 (and (eq inhibit-file-name-operation operation) inhibit-file-name-handlers)))
          (inhibit-file-name-operation operation))
      (apply operation arguments))))

(add-to-list 'file-name-handler-alist '("\\.onnx\\'" . onnx-text--read-no-bytes))

;;;; Language servers

(defvar eglot-server-programs)
(defvar lsp-language-id-configuration)
(declare-function make-lsp-client "lsp-mode")
(declare-function lsp-register-client "lsp-mode")
(declare-function lsp-activate-on "lsp-mode")
(declare-function lsp-stdio-connection "lsp-mode")

(put 'onnx-text-mode 'eglot-language-id "onnx-text")
(put 'onnx-model-mode 'eglot-language-id "onnx-text")

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               (cons '(onnx-text-mode onnx-model-mode) #'onnx-text--server-command)))

(with-eval-after-load 'lsp-mode
  (add-to-list 'lsp-language-id-configuration '(onnx-text-mode . "onnx-text"))
  (add-to-list 'lsp-language-id-configuration '(onnx-model-mode . "onnx-text"))
  (lsp-register-client
   (make-lsp-client :new-connection (lsp-stdio-connection #'onnx-text--server-command)
                    :activation-fn (lsp-activate-on "onnx-text")
                    :server-id 'graven)))

(provide 'onnx-text-mode)
;;; onnx-text-mode.el ends here
