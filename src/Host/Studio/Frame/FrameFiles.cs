using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Workflows.Host.Studio.Frame;

/// <summary>Our own files around the designer: they stand beside this code and are inside the program.</summary>
internal static class FrameFiles
{
    private static readonly FrozenDictionary<string, (string Type, byte[] Bytes, string Tag)> All =
        new[] { ("frame.js", "text/javascript"), ("translate.js", "text/javascript"), ("frame.css", "text/css"), ("studio.zh-CN.json", "application/json") }
            .ToFrozenDictionary(file => file.Item1, file => Read(file.Item1, file.Item2));

    public static IResult Answer(HttpContext context, string name)
    {
        if (!All.TryGetValue(name, out var file)) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(file.Bytes, file.Type, entityTag: new EntityTagHeaderValue(file.Tag));
    }

    private static (string, byte[], string) Read(string name, string type)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"frame/{name}")
            ?? throw new InvalidOperationException($"Expected the file {name} inside the program, found none. Name it in Host.csproj as an embedded resource.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return ($"{type}; charset=utf-8", bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"");
    }
}
