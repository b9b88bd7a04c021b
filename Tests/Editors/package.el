;;; package.el --- what both Emacs clients do with editors/emacs and a binary model  -*- lexical-binding: t; -*-
;; LSP_COMMAND: the server's command line; MODEL: the binary; PACKAGE: the folder of the mode; GRAVEN: the program.

(package-initialize)
(setq make-backup-files nil create-lockfiles nil)
(add-to-list 'load-path (getenv "PACKAGE"))
(require 'onnx-text-mode)
(setq onnx-text-program (getenv "GRAVEN") onnx-text-server-command (split-string (getenv "LSP_COMMAND") " "))

(defun check (name ok &optional why)
  "Print the outcome of a check, and WHY where it failed."
  (princ (if ok (format "ok %s\n" name)
           (format "FAIL %s: %s\n" name (replace-regexp-in-string "\n" " " (format "%s" why))))))

(defun wait-for (test)
  "Wait until TEST holds, for some seconds."
  (let ((end (+ (float-time) 8)) found)
    (while (and (not (setq found (funcall test))) (< (float-time) end))
      (accept-process-output nil 0.02))
    found))

(defun go (words)
  "Go to the first of some WORDS."
  (goto-char (point-min))
  (search-forward words)
  (goto-char (match-beginning 0)))

(defun has (words)
  "Whether the buffer holds WORDS."
  (save-excursion (goto-char (point-min)) (search-forward words nil t)))

(defun change (old new)
  "Put NEW in the place of OLD."
  (go old)
  (delete-char (length old))
  (insert new))

(defun kept ()
  "Where a text with errors is kept."
  (expand-file-name ".model.unsaved.onnxtxt" (file-name-directory (getenv "MODEL"))))

(defmacro session (&rest steps)
  "Run STEPS of a client, which are functions by name, in the buffer of the model; an error is a failed check."
  `(let ((steps (list ,@steps)))
     (condition-case err
         (with-current-buffer (find-file-noselect (getenv "MODEL"))
           (check "opens" (has "[n1] a = LeakyRelu <alpha = 0.25> (x)") (buffer-string))
           (check "its mode" (eq major-mode 'onnx-model-mode) major-mode)
           (check "is not modified when opened" (not (buffer-modified-p)))
           (font-lock-ensure)
           (go "LeakyRelu")
           (check "is highlighted" (eq (get-text-property (point) 'face) 'font-lock-function-name-face)
                  (get-text-property (point) 'face))
           (check "starts" (funcall (plist-get steps :start)))
           (change "y = Flatten" "y = = Flatten")
           (check "diagnoses" (wait-for (lambda () (funcall (plist-get steps :found)))))
           (check "a text with errors is not written"
                  (condition-case nil (progn (save-buffer) nil) (user-error (buffer-modified-p))))
           (check "it is kept beside the model" (file-exists-p (kept)))
           (change "y = = Flatten" "y =   Flatten")
           (check "diagnostics go" (wait-for (lambda () (not (funcall (plist-get steps :found))))))
           (funcall (plist-get steps :format))
           (check "formats" (has "y = Flatten") (buffer-string))
           (go "b = Add")
           (funcall (plist-get steps :rename) "sum")
           (check "renames" (and (has "sum = Add") (has "(sum)")) (buffer-string))
           (go "LeakyRelu")
           (let ((value (funcall (plist-get steps :evaluate))))
             (check "evaluates" (string-match-p "a: min\\|min .*max" (format "%s" value)) value))
           (change "alpha = 0.25" "alpha = 0.5")
           (save-buffer)
           (check "saves" (not (or (buffer-modified-p) (file-exists-p (kept)))))
           (revert-buffer t t)
           (check "opens what it saved" (and (has "alpha = 0.5") (has "sum = Add")) (buffer-string))
           (funcall (plist-get steps :stop))
           (check "stop" t))
       (error (check "script" nil (error-message-string err))))))
