package dev.lorabake.recipe;

import dev.lorabake.UserError;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.recipe.PromptFault.Kind;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlTable;

/** Reads a file of prompts by its ending. */
final class PromptFileReader {
  /** Nobody writes prompts of this size. */
  private static final long MOST_BYTES = 4L << 20;

  private final Path file;
  private final Place top;
  private final List<SamplePrompt> prompts = new ArrayList<>();
  private final List<PromptFault> faults = new ArrayList<>();

  private PromptFileReader(Path file) {
    this.file = file;
    this.top = new Place(file, 1, 1);
  }

  /** The file, {@code null} when it is not there or of another ending. */
  static @Nullable PromptFile read(Path file) {
    try {
      String name = String.valueOf(file.getFileName());
      boolean known = name.endsWith(".txt") || name.endsWith(".toml") || name.endsWith(".json");
      if (!known || !Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        return null;
      }
      PromptFileReader reader = new PromptFileReader(file);
      reader.read(name, Files.readString(file));
      return new PromptFile(file, List.copyOf(reader.prompts), List.copyOf(reader.faults));
    } catch (CharacterCodingException e) {
      PromptFault fault =
          new PromptFault(Kind.FILE_REFUSED, "it is not UTF-8 text", new Place(file, 1, 1));
      return new PromptFile(file, List.of(), List.of(fault));
    } catch (IOException e) {
      return null;
    }
  }

  /** Lines of prompts that lie in no file of their own. */
  static PromptFile lines(Path file, String text) {
    PromptFileReader reader = new PromptFileReader(file);
    reader.lines(text, false);
    return new PromptFile(file, List.copyOf(reader.prompts), List.copyOf(reader.faults));
  }

  private void read(String name, String text) throws IOException {
    boolean marked = text.startsWith("\uFEFF");
    if (name.endsWith(".txt")) {
      lines(text, marked);
    } else if (marked) {
      refuse("it begins with a byte order mark", top);
    } else if (name.endsWith(".toml")) {
      toml(text);
    } else {
      json(text);
    }
    if (prompts.isEmpty()
        && faults.stream().noneMatch(fault -> fault.kind() == Kind.FILE_REFUSED)) {
      faults.add(new PromptFault(Kind.NOTHING, "it holds no prompt", top));
    }
  }

  private void lines(String text, boolean marked) {
    if (marked) {
      faults.add(
          new PromptFault(Kind.NO_PROMPT, "a byte order mark becomes part of the first line", top));
    }
    int number = 0;
    for (String line : text.split("\r\n|\n|\r", -1)) {
      Place at = new Place(file, ++number, 1);
      String bare = line.strip();
      if (bare.isEmpty() || line.charAt(0) == '#') {
        continue;
      }
      if (bare.startsWith("#")) {
        faults.add(
            new PromptFault(
                Kind.NO_PROMPT,
                "blanks before # make a prompt of the comment \"" + bare + "\"",
                at));
      }
      prompts.add(PromptLine.read(bare, at, faults));
    }
  }

  private void toml(String text) {
    try {
      TomlSource source = TomlSource.parse(file, text);
      TomlTable shared = source.has("prompt") ? source.table("prompt") : null;
      if (shared == null || shared.get(List.of("subset")) == null) {
        refuse("it has no [[prompt.subset]]", top);
        return;
      }
      Settings common = source.settings(shared, Set.of("subset"));
      for (TomlTable subset : source.tables(shared, "subset")) {
        Settings own = source.settings(subset, Set.of());
        Set<String> twice = new HashSet<>(own.names());
        twice.retainAll(common.names());
        Place at = own.all().stream().map(Setting::place).findFirst().orElse(null);
        if (!twice.isEmpty()) {
          refuse(
              String.join(", ", twice) + " stands in [prompt] and in [[prompt.subset]]",
              at == null ? top : at);
        }
        prompts.add(new SamplePrompt(common.with(own.all()), at == null ? top : at));
      }
    } catch (UserError e) {
      refuse(String.valueOf(e.getMessage()), top);
    }
  }

  private void json(String text) throws IOException {
    Object value;
    try {
      value = Json.value(text, String.valueOf(file.getFileName()));
    } catch (JsonError e) {
      if (String.valueOf(e.getMessage()).contains("out of range")) {
        throw new IOException(e); // Python reads numbers of any length
      }
      refuse("it is no JSON: " + e.getMessage(), top);
      return;
    }
    if (!(value instanceof List<?> items)) {
      refuse("it is no list of prompts", top);
      return;
    }
    for (Object item : items) {
      if (item instanceof String line) {
        prompts.add(PromptLine.read(line, top, faults));
      } else if (item instanceof Map<?, ?> members) {
        List<Setting> settings = new ArrayList<>();
        members.forEach((name, member) -> {
          if (member != null) {
            settings.add(new Setting(String.valueOf(name), member, Origin.FILE, top));
          }
        });
        prompts.add(new SamplePrompt(Settings.of(settings), top));
      } else {
        refuse("an item of it is neither text nor an object", top);
      }
    }
  }

  private void refuse(String text, Place at) {
    faults.add(new PromptFault(Kind.FILE_REFUSED, text, at));
  }
}
