using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Workflows.Host.Tests.Security;

/// <summary>A request to an address, with a body that its endpoint can read.</summary>
internal static class Order
{
    /// <summary>Where a body made of the fields alone would be refused before anybody asks whose it is.</summary>
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["/api/work-items/{id:long}/decision"] = """{ "outcome": "Approve", "comment": "同意" }""",
        ["/api/notices/{listId:long}/objections"] = """{ "text": "有异议" }""",
        ["/api/cases/{id:long}/uploads"] = """{ "name": "a.pdf", "size": 10 }""",
        ["/api/calls/{id:long}/copies"] = """{ "code": "COPIED-1", "title": "副本", "closesOn": "2023-05-30" }""",
        ["/api/forms/{key}/check"] = """{ "caseId": "#", "form": {} }""",
    };

    /// <summary>A request that has not been sent.</summary>
    /// <param name="value">What stands in place of a name in braces.</param>
    public static HttpRequestMessage Of(Served route, Func<string, string> value)
    {
        var request = new HttpRequestMessage(new HttpMethod(route.Method is "PAGE" or "ANY" ? "GET" : route.Method), route.With(name => Uri.EscapeDataString(value(name))));
        if (route.Method is "GET" or "PAGE" or "ANY" or "DELETE") return request;
        request.Content = route switch
        {
            { TakesFile: true } => new MultipartFormDataContent { { new ByteArrayContent(Pdf), route.Pattern.EndsWith("/scans", StringComparison.Ordinal) ? "files" : "file", "a.pdf" } },
            { Pattern: "/api/uploads/{id:long}/parts/{from:long}" } => new ByteArrayContent(Pdf) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } },
            _ => new StringContent(BodyOf(route).Replace("#", value("body"), StringComparison.Ordinal), Encoding.UTF8, "application/json"),
        };
        return request;
    }

    /// <summary>A body that the endpoint can read, as JSON; an empty object where it reads the body by itself or wants none.</summary>
    public static string BodyOf(Served route) => Bodies.GetValueOrDefault(route.Pattern) ?? (route.Body is { } type ? Sample.Of(type)?.ToJsonString() : null) ?? new JsonObject().ToJsonString();

    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n");
}
