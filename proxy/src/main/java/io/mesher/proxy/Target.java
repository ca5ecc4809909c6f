package io.mesher.proxy;

import io.mesher.core.balance.Balancer;
import io.mesher.core.balance.CandidateList;
import io.mesher.core.balance.Candidates;
import io.mesher.core.catalog.Microservice;

/**
 * The instances that a request may go to, and who chooses among them. Of one event loop.
 *
 * @param service whose instances they are
 * @param of all instances of the service, to which failures are told
 * @param list those that the rule lets through
 * @param subset in words, for an answer that there is none: {@code version 1.2.0}; empty for all
 */
record Target(Microservice service, Candidates of, CandidateList list, Balancer balancer, String subset) {}
