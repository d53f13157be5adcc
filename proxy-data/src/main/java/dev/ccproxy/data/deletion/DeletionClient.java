package dev.ccproxy.data.deletion;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/// Has proxy-core delete. It lets in who knows its [dev.ccproxy.data.core.InternalToken].
@Path("/internal/deletions")
@RegisterRestClient(configKey = "proxy-core-deletion")
interface DeletionClient {
    @POST
    Deletion begin(@HeaderParam("Authorization") String token, DeletionSelection selection);

    @GET
    @Path("/{number}")
    Deletion progress(@HeaderParam("Authorization") String token, @PathParam("number") long number);
}
