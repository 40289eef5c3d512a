package dev.lorabake.foreign.command;

import java.util.regex.Pattern;

/** Whose rules of quoting a script follows. */
enum Dialect {
  /** sh, bash, zsh, a notebook's cell. */
  POSIX,
  /** The Windows prompt: .bat, .cmd. */
  BATCH,
  POWERSHELL;

  private static final Pattern SHEBANG = Pattern.compile("\\A#!.*");
  private static final Pattern POWERSHELL_ONLY =
      Pattern.compile(
          "(?im)^[^`\\n]*\\s`[ \\t]*$|\\$env:\\w|^[ \\t]*\\$\\w+\\s*=\\s|^[ \\t]*param\\s*\\(|\\$PSScriptRoot|^[ \\t]*write-(host|output)\\b");
  private static final Pattern BATCH_ONLY =
      Pattern.compile(
          "(?im)\\^[ \\t]*$|^[ \\t]*@?echo (off|on)\\b|^[ \\t]*@?(set|call|pause|setlocal)\\b(?! -)|^[ \\t]*(rem\\b|::)|%~dp0|%\\w+%");
  private static final Pattern POSIX_ONLY =
      Pattern.compile("(?m)\\\\[ \\t]*$|^[ \\t]*export\\s|^[ \\t]*[A-Za-z_]\\w*=\\S|\\$\\{\\w");
  private static final Pattern WINDOWS_PATH = Pattern.compile("(?i)[\\s=\"][a-z]:\\\\|\\.\\\\\\w");

  /** Tells it from the text; POSIX where nothing speaks for another. */
  static Dialect of(String text) {
    if (SHEBANG.matcher(text).find()) {
      return POSIX;
    }
    boolean posix = POSIX_ONLY.matcher(text).find();
    if (POWERSHELL_ONLY.matcher(text).find() && !posix) {
      return POWERSHELL;
    }
    if (BATCH_ONLY.matcher(text).find() && !posix) {
      return BATCH;
    }
    // a lone command: a shell would eat the backslashes of its paths, so nobody runs it in one
    return !posix && WINDOWS_PATH.matcher(text).find() ? BATCH : POSIX;
  }
}
