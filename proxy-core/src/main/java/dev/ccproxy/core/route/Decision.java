package dev.ccproxy.core.route;

import dev.ccproxy.configuration.Routing;
import dev.ccproxy.core.agent.Sender;

/// What was decided for a request, and by what.
///
/// @param model the model that the client asked for
/// @param route where it goes
record Decision(Sender sender, String agent, String model, Routing.Route route) {}
