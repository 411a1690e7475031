/**
 * The decision: from a question to its answer, in the order of section 2 of the contract.
 *
 * <p>Start at {@link io.hania.access.auth.decision.Desks}, which takes questions from the link and over HTTP; {@link
 * io.hania.access.auth.decision.Ask} is the way of one question, {@link io.hania.access.auth.decision.Rule} what is
 * decided in memory once the record is known.
 */
@NullMarked
package io.hania.access.auth.decision;

import org.jspecify.annotations.NullMarked;
