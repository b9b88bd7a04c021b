;;; eglot_package.el --- Emacs with eglot and editors/emacs  -*- lexical-binding: t; -*-

(load (expand-file-name "package.el" (file-name-directory load-file-name)))
(require 'eglot)
(setq eglot-sync-connect 10 eglot-confirm-server-initiated-edits nil eglot-events-buffer-size 0)

(defun send-edits ()
  "Send edits now: eglot waits until Emacs is idle, which it never is here."
  (eglot--signal-textDocument/didChange))

(defvar answer nil "What the server answered to the last command.")
(advice-add 'eglot-execute-command :filter-return (lambda (value) (setq answer value)))
(advice-add 'jsonrpc-request :filter-return (lambda (value) (setq answer value)))

(session
 :start (lambda ()
          (apply #'eglot--connect (eglot--guess-contact))
          (eglot--maybe-activate-editing-mode)
          (flymake-mode 1)
          (eglot-current-server))
 :found (lambda ()
          (send-edits)
          (flymake-start nil t)
          (seq-some (lambda (one) (string-match-p "K001\\|expected" (flymake-diagnostic-text one))) (flymake-diagnostics)))
 :format #'eglot-format-buffer
 :rename (lambda (name) (send-edits) (eglot-rename name))
 ;; eglot has no lenses: evaluating is a code action.
 :evaluate (lambda ()
             (send-edits)
             ;; As if a key had been pressed: at a click eglot shows a menu.
             (cl-letf ((last-nonmenu-event ?\r)
                       ((symbol-function 'completing-read)
                        (lambda (_ choices &rest _)
                          (seq-find (lambda (one) (string-match-p "[Ee]valuate" one))
                                    (all-completions "" choices)))))
               (eglot-code-actions (point) nil nil t))
             answer)
 :stop (lambda () (eglot-shutdown (eglot-current-server))))
