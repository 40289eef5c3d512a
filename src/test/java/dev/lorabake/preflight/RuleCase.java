package dev.lorabake.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A row of the table: what the rule must find, with which words, and what it must leave alone.
 *
 * <p>Without {@link #alongside} the bad fixture must be found by this rule alone: a mistake causes
 * one kind of finding.
 */
final class RuleCase {
  final String rule;
  final List<String> words = new ArrayList<>();
  final Set<String> alongside = new TreeSet<>();
  Severity severity;
  Fixture bad = new Fixture("");
  Fixture good = new Fixture("");

  private RuleCase(String rule) {
    this.rule = rule;
    this.severity = RuleCatalog.rule(rule).severity();
  }

  static RuleCase rule(String id) {
    return new RuleCase(id);
  }

  /** Changes of the sound recipe that make it bad; see {@link Fixture}. */
  RuleCase bad(String changes) {
    bad = bad.withChanges(changes);
    return this;
  }

  RuleCase bad(UnaryOperator<Fixture> surroundings) {
    bad = surroundings.apply(bad);
    return this;
  }

  /** The nearest thing that is sound. */
  RuleCase good(String changes) {
    good = good.withChanges(changes);
    return this;
  }

  RuleCase good(UnaryOperator<Fixture> surroundings) {
    good = surroundings.apply(good);
    return this;
  }

  /** What message or help must say. */
  RuleCase says(String... expected) {
    words.addAll(List.of(expected));
    return this;
  }

  /** Where the occurrence is milder than the rule's own severity. */
  RuleCase as(Severity milder) {
    severity = milder;
    return this;
  }

  /** Other rules that rightly speak of the bad fixture too. */
  RuleCase alongside(String... rules) {
    alongside.addAll(List.of(rules));
    return this;
  }

  @Override
  public String toString() {
    return rule + (words.isEmpty() ? "" : ": " + words.getFirst());
  }
}
