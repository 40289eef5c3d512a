/** What lorabake tells about a word: facts, text, interactions and rules of whatever has a name. */
@NullMarked
package dev.lorabake.train.explain;

import org.jspecify.annotations.NullMarked;
