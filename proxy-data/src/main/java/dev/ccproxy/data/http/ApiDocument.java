package dev.ccproxy.data.http;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// Says in the API's document what holds everywhere: a field is always there, if only as null, and
/// whatever goes wrong is told as a [Problem].
public class ApiDocument implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().getSchemas().values().forEach(ApiDocument::requireAll);
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(ApiDocument::addProblem);
    }

    private static void requireAll(Schema schema) {
        if (schema.getProperties() != null) {
            schema.setRequired(List.copyOf(schema.getProperties().keySet()));
            schema.getProperties().values().forEach(ApiDocument::leaveTypeToReference);
        }
    }

    /// What refers to another schema has its type from there; the scanner adds one by guess.
    private static void leaveTypeToReference(Schema property) {
        if (property.getRef() != null || property.getAnyOf() != null) {
            property.setType(null);
        }
    }

    private static void addProblem(Operation operation) {
        APIResponse problem =
                OASFactory.createAPIResponse()
                        .description("What went wrong")
                        .content(
                                OASFactory.createContent()
                                        .addMediaType(
                                                Problem.MEDIA_TYPE,
                                                OASFactory.createMediaType()
                                                        .schema(
                                                                OASFactory.createSchema()
                                                                        .ref("Problem"))));
        operation.getResponses().setDefaultValue(problem);
    }
}
