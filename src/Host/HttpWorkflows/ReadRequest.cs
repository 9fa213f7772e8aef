using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Workflows.Engine;

namespace Workflows.Host.HttpWorkflows;

/// <summary>Reads a request to its end, within its size, into what a workflow sees of it.</summary>
internal static class ReadRequest
{
    /// <summary>What proves who the caller is stays out: an instance keeps what its endpoint gives out.</summary>
    private static readonly string[] Secret = ["Authorization", "Cookie", "Proxy-Authorization", "X-Api-Key"];

    /// <exception cref="JsonException">The body says that it is JSON and is not.</exception>
    /// <exception cref="InvalidDataException">The body says that it is a form and is not.</exception>
    public static async Task<IncomingRequest> Run(HttpContext context, string path, IDictionary<string, object> route, long limit, CancellationToken cancellation)
    {
        var request = context.Request;
        var incoming = new IncomingRequest
        {
            Method = request.Method,
            Path = path,
            RouteData = route,
            Query = Plain(request.Query),
            Headers = Plain(request.Headers.Where(header => !Secret.Contains(header.Key, StringComparer.OrdinalIgnoreCase))),
        };
        if (await LimitedBody.Read(request.Body, request.ContentLength, limit, cancellation) is not { } body) return incoming with { IsTooLarge = true };
        if (!request.HasFormContentType) return incoming with { Content = HttpContents.Read(body, request.ContentType) };

        request.Body = new MemoryStream(body);
        var form = await request.ReadFormAsync(cancellation);
        return incoming with { Content = Plain(form), Files = await Files(form, cancellation) };
    }

    private static async Task<List<IncomingFile>> Files(IFormCollection form, CancellationToken cancellation)
    {
        var files = new List<IncomingFile>();
        foreach (var file in form.Files)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancellation);
            files.Add(new IncomingFile(file.Name, Path.GetFileName(file.FileName), file.ContentType, file.Length, content.ToArray()));
        }
        return files;
    }

    private static Dictionary<string, object> Plain(IEnumerable<KeyValuePair<string, StringValues>> values) =>
        values.ToDictionary(value => value.Key, value => value.Value.Count == 1 ? (object)value.Value[0]! : value.Value.Select(each => each ?? "").ToList());
}
