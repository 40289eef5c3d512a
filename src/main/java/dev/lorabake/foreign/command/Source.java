package dev.lorabake.foreign.command;

import dev.lorabake.recipe.Place;
import java.nio.file.Path;
import java.util.Arrays;

/** A script's text with a cursor and the places of its characters. Line ends are {@code \n}. */
final class Source {
  private static final int MOST_AHEAD = 300;

  private final Path file;
  private final String text;
  private final int[] lineStarts;
  private int at;

  Source(Path file, String text) {
    this.file = file;
    this.text = text.replace("\r\n", "\n").replace('\r', '\n');
    this.lineStarts = starts(this.text);
  }

  private static int[] starts(String text) {
    int[] starts = new int[1 + (int) text.chars().filter(c -> c == '\n').count()];
    int line = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        starts[++line] = i + 1;
      }
    }
    return starts;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** The character at the cursor, NUL behind the end. */
  char peek() {
    return peek(0);
  }

  /** One so far ahead, or behind where that is negative. */
  char peek(int ahead) {
    int wanted = at + ahead;
    return wanted >= 0 && wanted < text.length() ? text.charAt(wanted) : '\0';
  }

  char next() {
    return at < text.length() ? text.charAt(at++) : '\0';
  }

  boolean accept(String wanted) {
    boolean there = text.startsWith(wanted, at);
    at += there ? wanted.length() : 0;
    return there;
  }

  boolean isNext(String wanted) {
    return text.startsWith(wanted, at);
  }

  int offset() {
    return at;
  }

  void back(int offset) {
    at = offset;
  }

  String since(int offset) {
    return text.substring(offset, at);
  }

  /** What the line has from the cursor on, or as much as anybody looks ahead. */
  String line() {
    int end = at;
    while (end < text.length() && end < at + MOST_AHEAD && text.charAt(end) != '\n') {
      end++;
    }
    return text.substring(at, end);
  }

  /** Up to the line's end, which is left. */
  String restOfLine() {
    int end = text.indexOf('\n', at);
    String rest = text.substring(at, end < 0 ? text.length() : end);
    at += rest.length();
    return rest;
  }

  /** Whether nothing but blanks stands between the cursor and the line's end. */
  boolean onlyBlanksLeft() {
    int i = at;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i >= text.length() || text.charAt(i) == '\n';
  }

  Place place() {
    return place(at);
  }

  Place place(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Place(file, line + 1, offset - lineStarts[line] + 1);
  }
}
