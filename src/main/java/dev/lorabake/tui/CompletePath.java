package dev.lorabake.tui;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks for the files and folders that a typed path may be the beginning of.
 *
 * @param typed as it was typed: relative, absolute, or below {@code ~}
 * @param base what a relative path counts from, absolute
 */
public record CompletePath(String typed, Path base) implements Effect {
  private static final int MOST = 500;

  /**
   * What there is, sorted.
   *
   * @param typed what was asked about; the line may have changed meanwhile
   * @param found whole paths that begin with it, folders with a slash behind
   */
  public record Completed(String typed, List<String> found) implements Msg {
    /** As much as all of them have in common; what was typed where there is none. */
    public String extended() {
      String common = found.isEmpty() ? typed : found.getFirst();
      for (String one : found) {
        int same = 0;
        while (same < common.length()
            && same < one.length()
            && common.charAt(same) == one.charAt(same)) {
          same++;
        }
        common = common.substring(0, same);
      }
      return common;
    }
  }

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    int slash = typed.lastIndexOf('/') + 1;
    String above = typed.substring(0, slash);
    String begun = typed.substring(slash);
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder(base, above))) {
      for (Path child : children) {
        String name = String.valueOf(child.getFileName());
        boolean hidden = name.startsWith(".") && begun.isEmpty();
        if (name.startsWith(begun) && !hidden && found.size() < MOST) {
          found.add(above + name + (Files.isDirectory(child) ? "/" : ""));
        }
      }
    } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
      found.clear(); // no such folder: then nothing completes the path
    }
    Collections.sort(found);
    tell.accept(new Completed(typed, List.copyOf(found)));
  }

  /** The folder that a typed path names; {@code ~} stands for the home folder. */
  public static Path folder(Path base, String typed) {
    boolean inHome = typed.equals("~") || typed.startsWith("~/");
    String expanded = inHome ? System.getProperty("user.home") + typed.substring(1) : typed;
    return base.resolve(expanded).normalize();
  }
}
