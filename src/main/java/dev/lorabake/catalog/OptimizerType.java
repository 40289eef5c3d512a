package dev.lorabake.catalog;

import dev.lorabake.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer that upstream knows by name.
 *
 * @param pythonModule import name of the package it needs beside torch, {@code null} for none
 * @param bits of its state per value: 8 or 32
 * @param adaptive whether it finds the learning rate itself
 * @param stateBytesPerParameter memory of its state for each trained fp32 parameter
 * @param usualScheduler the scheduler it is meant to run with
 * @param args what its class takes as {@code optimizer_args}, beside what upstream gives it
 * @param argsVersion the version of its package that takes them, {@code null} where all do
 */
public record OptimizerType(
    String name,
    List<String> aliases,
    @Nullable String pythonPackage,
    @Nullable String pythonModule,
    int bits,
    boolean paged,
    boolean adaptive,
    boolean scheduleFree,
    double stateBytesPerParameter,
    double usualLrLow,
    double usualLrHigh,
    List<String> usualArgs,
    String usualScheduler,
    String explanation,
    Map<String, OptimizerArg> args,
    @Nullable String argsVersion) {

  static OptimizerType read(JsonObject json) {
    JsonObject lr = json.object("usual_lr");
    return new OptimizerType(
        json.text("name"),
        json.texts("aliases"),
        json.textOrNull("package"),
        json.textOrNull("module"),
        (int) json.whole("bits", 32),
        json.flag("paged", false),
        json.flag("adaptive", false),
        json.flag("schedule_free", false),
        json.number("state_bytes_per_param"),
        lr.number("low"),
        lr.number("high"),
        json.texts("usual_args"),
        json.text("usual_scheduler", "cosine"),
        json.text("explanation"),
        args(json.object("args")),
        json.textOrNull("args_version"));
  }

  private static Map<String, OptimizerArg> args(JsonObject json) {
    Map<String, OptimizerArg> args = new LinkedHashMap<>();
    json.names().forEach(name -> args.put(name, OptimizerArg.parse(json.text(name))));
    return args;
  }
}
