using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Workflows.Host.Api;

/// <summary>The description at <c>/openapi/v1.json</c> and the reference page at <c>/api/reference</c>. The page loads nothing from outside.</summary>
public static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Workflows",
                Version = "v1",
                Description =
                    "Everything that a page can do. Sign in with `POST /api/session` and send `Authorization: Bearer <accessToken>`, or make a personal key on the account page and send `Authorization: ApiKey <key>`.\n\n"
                    + "Ids are strings. Instants are UTC, days are days in Asia/Shanghai. A refusal is `application/problem+json` with a stable `code`, a sentence in the language of `Accept-Language` (zh-CN, en) and a `requestId`: "
                    + "401 not signed in, 403 not yours, 404 unknown or not for your eyes, 409 somebody was faster or it is closed, 422 against a rule, 400 unreadable.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["Bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "Access token of `POST /api/session`." },
                ["ApiKey"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "Authorization", Description = "`ApiKey ` and a personal key." },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerTokenDefaults.AuthenticationScheme[..6], document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is { } inner ? inner == typeof(long) : context.JsonTypeInfo.Type == typeof(long))
            {
                schema.Type = JsonSchemaType.String | (schema.Type & JsonSchemaType.Null);
                schema.Format = null;
                schema.Pattern = "^[0-9]+$";
                schema.Description ??= "Id.";
            }
            return Task.CompletedTask;
        });
    });

    public static void MapApiDescription(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapScalarApiReference("/api/reference", options =>
        {
            options.Title = "文链 · 审批平台 API";
            options.OpenApiRoutePattern = "/openapi/{documentName}.json";
            options.DefaultFonts = false;
            options.Telemetry = false;
            options.HideClientButton = true;
            options.Agent = new ScalarAgentOptions { Disabled = true };
            options.Mcp = new ScalarMcpOptions { Disabled = true };
        }).AllowAnonymous();
    }
}
