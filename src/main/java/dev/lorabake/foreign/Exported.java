package dev.lorabake.foreign;

import java.util.List;
import java.util.Map;

/**
 * A recipe written for another tool.
 *
 * @param tool the tool that reads it
 * @param values what its file says, by key
 * @param accounts one for every setting of the recipe, its targets being keys of the file
 * @param additions what the file says beyond them
 */
public record Exported(
    String tool, Map<String, Object> values, List<Account> accounts, List<Addition> additions) {

  /** How many settings had this fate. */
  public long count(Fate fate) {
    return accounts.stream().filter(account -> account.fate() == fate).count();
  }
}
