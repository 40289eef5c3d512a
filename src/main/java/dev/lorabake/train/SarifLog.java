package dev.lorabake.train;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import dev.lorabake.preflight.Change;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Rule;
import dev.lorabake.preflight.RuleCatalog;
import dev.lorabake.preflight.Severity;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Findings as SARIF 2.1.0 (OASIS), which editors and code scanning of CI systems read. Only rules
 * that found something are listed; what the recipe allows is there, suppressed.
 */
public final class SarifLog {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final Prepared prepared;
  private final Path base;
  private final List<String> ruleIds = new ArrayList<>();

  private SarifLog(Prepared prepared, Path base) {
    this.prepared = prepared;
    this.base = base;
  }

  /**
   * The log as plain values, to be written as JSON with the names as they stand.
   *
   * @param base the folder that the locations are relative to
   * @param version of lorabake
   */
  public static Map<String, Object> of(Prepared prepared, Path base, String version) {
    return new SarifLog(prepared, base).log(version);
  }

  private Map<String, Object> log(String version) {
    List<Map<String, Object>> results = new ArrayList<>();
    prepared.verdict().findings().forEach(found -> results.add(result(found, false)));
    prepared.verdict().allowed().forEach(found -> results.add(result(found, true)));
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "lorabake");
    driver.put("version", version);
    driver.put("rules", ruleIds.stream().map(SarifLog::rule).toList());
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "utf16CodeUnits");
    run.put("results", results);
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    return log;
  }

  private static Map<String, Object> rule(String id) {
    Rule rule = RuleCatalog.find(id).orElseThrow();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", id);
    map.put("shortDescription", text(rule.summary() + "."));
    Map<String, Object> help = text(rule.summary() + ".");
    help.put("markdown", RuleCatalog.page(rule));
    map.put("help", help);
    map.put("defaultConfiguration", Map.of("level", level(rule.severity())));
    map.put("properties", Map.of("tags", List.of(rule.topic().title())));
    return map;
  }

  private Map<String, Object> result(Finding found, boolean allowed) {
    if (!ruleIds.contains(found.rule())) {
      ruleIds.add(found.rule());
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", found.rule());
    result.put("ruleIndex", ruleIds.indexOf(found.rule()));
    result.put("level", level(found.severity()));
    result.put("message", text(found.message() + ". Help: " + found.help()));
    List<Map<String, Object>> locations = locations(found);
    if (!locations.isEmpty()) {
      result.put("locations", locations);
    }
    List<Map<String, Object>> changes = allowed ? List.of() : artifactChanges(found);
    if (!changes.isEmpty()) {
      Map<String, Object> fix = new LinkedHashMap<>();
      fix.put("description", text(found.help()));
      fix.put("artifactChanges", changes);
      result.put("fixes", List.of(fix));
    }
    if (allowed) {
      result.put("suppressions", List.of(Map.of("kind", "inSource")));
    }
    return result;
  }

  /** What stands in no file is shown at the head of the recipe: a finding without place is lost. */
  private List<Map<String, Object>> locations(Finding found) {
    Place at = found.at();
    Path source = prepared.recipe().source();
    if (at == null && source == null) {
      return List.of();
    }
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("startLine", at == null ? 1 : at.line());
    if (at != null) {
      region.put("startColumn", at.column());
    }
    Map<String, Object> physical = new LinkedHashMap<>();
    physical.put("artifactLocation", artifact(at == null ? source : at.file()));
    physical.put("region", region);
    return List.of(Map.of("physicalLocation", physical));
  }

  private Map<String, Object> artifact(@Nullable Path file) {
    Path path = file == null ? base : file;
    if (!path.startsWith(base)) {
      return Map.of("uri", path.toUri().toString());
    }
    Map<String, Object> artifact = new LinkedHashMap<>();
    String whole = path.toUri().getRawPath();
    artifact.put(
        "uri", whole.substring(base.toUri().getRawPath().replaceAll("/$", "").length() + 1));
    artifact.put("uriBaseId", "%SRCROOT%");
    return artifact;
  }

  private List<Map<String, Object>> artifactChanges(Finding found) {
    List<Change> fix = found.fix();
    Recipe recipe = prepared.recipe();
    EditedFiles files = new EditedFiles();
    if (fix == null || recipe.format().isForeign() || files.apply(fix, recipe) != null) {
      return List.of();
    }
    List<Map<String, Object>> changes = new ArrayList<>();
    for (EditedFile file : files.changed()) {
      Map<String, Object> change = new LinkedHashMap<>();
      change.put("artifactLocation", artifact(file.file()));
      change.put("replacements", replacements(file));
      changes.add(change);
    }
    return changes;
  }

  private static List<Map<String, Object>> replacements(EditedFile file) {
    List<Map<String, Object>> replacements = new ArrayList<>();
    List<String> old = file.before().lines().toList();
    for (AbstractDelta<String> delta :
        DiffUtils.diff(old, file.after().lines().toList()).getDeltas()) {
      int first = delta.getSource().getPosition() + 1;
      int lines = delta.getSource().size();
      List<String> wanted = delta.getTarget().getLines();
      Map<String, Object> region = new LinkedHashMap<>();
      region.put("startLine", first);
      String inserted;
      if (delta.getType() == DeltaType.INSERT) {
        region.put("startColumn", 1);
        region.put("endColumn", 1);
        inserted = String.join("\n", wanted) + "\n";
      } else if (delta.getType() == DeltaType.DELETE) {
        region.put("startColumn", 1);
        region.put("endLine", first + lines);
        region.put("endColumn", 1);
        inserted = "";
      } else {
        region.put("endLine", first + lines - 1);
        inserted = String.join("\n", wanted);
      }
      Map<String, Object> replacement = new LinkedHashMap<>();
      replacement.put("deletedRegion", region);
      replacement.put("insertedContent", text(inserted));
      replacements.add(replacement);
    }
    return replacements;
  }

  private static Map<String, Object> text(String text) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("text", text);
    return map;
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case ADVICE -> "note";
    };
  }
}
