;;; shared.el --- what both Emacs clients are tried with  -*- lexical-binding: t; -*-

(package-initialize)
(setq make-backup-files nil create-lockfiles nil)
(define-derived-mode onnx-text-mode prog-mode "ONNX text")

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

(defun go (needle after)
  "Go AFTER characters into the first NEEDLE."
  (goto-char (point-min))
  (search-forward needle)
  (goto-char (+ (match-beginning 0) after)))

(defun lines-of (targets)
  "The lines that TARGETS, of xref, are in."
  (mapcar (lambda (one) (xref-location-line (xref-item-location one))) targets))

(defun has (text)
  "Whether the buffer holds TEXT."
  (save-excursion (goto-char (point-min)) (search-forward text nil t)))

(defmacro checks (&rest body)
  "Run BODY in the buffer of the model; an error is a failed check."
  `(condition-case err
       (with-current-buffer (find-file-noselect (getenv "MODEL"))
         (onnx-text-mode)
         ,@body)
     (error (check "script" nil (error-message-string err)))))
