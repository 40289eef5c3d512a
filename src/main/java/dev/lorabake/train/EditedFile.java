package dev.lorabake.train;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.lorabake.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;

/**
 * A settings file that was changed in memory.
 *
 * @param before its text as it was read, without a byte order mark
 */
public record EditedFile(Path file, String before, String after) {
  private static final int CONTEXT_LINES = 3;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** The change as a unified diff, line by line. */
  public List<String> diff() {
    List<String> old = before.lines().toList();
    return UnifiedDiffUtils.generateUnifiedDiff(
        file.toString(),
        file.toString(),
        old,
        DiffUtils.diff(old, after.lines().toList()),
        CONTEXT_LINES);
  }

  /**
   * Puts the new text in the place of the old one, in one step. A link stays a link; rights and
   * byte order mark are kept.
   *
   * @throws UserError when the file has been changed meanwhile or cannot be written
   */
  public void write() {
    try {
      Path target = file.toRealPath();
      String now = Files.readString(target);
      String mark = now.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
      if (!now.equals(mark + before)) {
        throw new UserError(
            file + " was changed by somebody else while it was checked", "run the check again");
      }
      if (!Files.isWritable(target)) {
        throw new UserError(file + " may not be written", "give yourself permission to write it");
      }
      Path draft = Files.createTempFile(target.getParent(), ".lorabake", ".draft");
      try {
        Files.write(draft, (mark + after).getBytes(StandardCharsets.UTF_8));
        copyRights(target, draft);
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (FileSystemException e) {
      throw new UserError(
          file + " cannot be written: " + e.getMessage(),
          "check the folder's rights and the disk",
          e);
    } catch (IOException e) {
      throw new UserError(file + " cannot be written: " + e.getMessage(), "check the disk", e);
    }
  }

  private static void copyRights(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (view != null) {
      Files.setPosixFilePermissions(to, view.readAttributes().permissions());
    }
  }
}
