/**
 * Why a training failed, by what its log says.
 *
 * <p>The parser tells a {@link dev.lorabake.log.diagnosis.Diagnoser} its clues: exceptions with
 * their chain and frames, errors, warnings, lines that nobody knows. Known failures are data, a
 * file for each field; a pattern is pieces of text in their order, so that a clue is compared with
 * all of them in one pass whatever it holds. Each failure says how much its words count: of several
 * that a log shows the strongest is the cause, and of equally strong ones the first. What the
 * training went on after is forgotten. An exception that no words are known of is placed by the
 * code it broke in.
 */
@NullMarked
package dev.lorabake.log.diagnosis;

import org.jspecify.annotations.NullMarked;
