using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;

namespace Workflows.Host.Tests.Security;

/// <summary>Makes requests that nobody would send in good faith: hostile values in every place, bodies that are broken, oversized or of another kind, headers that contradict them.</summary>
/// <param name="routes">What is asked.</param>
/// <param name="known">Ids of things that are there, so that not everything ends at "unknown".</param>
internal sealed class Hostile(IReadOnlyList<Served> routes, IReadOnlyList<string> known)
{
    private static readonly string[] Texts =
    [
        "", " ", "0", "-1", "1", "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e309", "NaN", "null", "true", "undefined", "'", "\"", "' OR 1=1 --", "'; DROP TABLE \"Cases\"; --", "%", "_%_%", "\\", "../../etc/passwd",
        "..\\..\\windows", "/etc/passwd", "file:///etc/passwd", "http://169.254.169.254/", "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}", "=cmd|' /C calc'!A0", "\0", "a\0b", "\u202Etxt.exe", "\uFEFF", "\uD800", "\uDFFF\uD800", "👩‍👩‍👧‍👦", "İıſK", "ﷺ", "\r\nSet-Cookie: a=b",
        "2023-02-30", "0001-01-01", "9999-12-31", "10000-01-01", "2023-06-01T00:00:00+99:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "24:00", "PT0S", "__proto__", "constructor", "$type", "System.IO.FileInfo, System.Private.CoreLib", "Approve", "case:1", "辽宁", "*", "[]", "{}", "a,b", "1 2", "+86", "0x10",
        new string('a', 300), new string('9', 400), new string('中', 5000), string.Concat(Enumerable.Repeat("../", 200)), string.Concat(Enumerable.Repeat("%25", 300)),
    ];

    private static readonly string[] Queries = ["take", "after", "text", "status", "from", "to", "kind", "sort", "skip", "page", "pageSize", "orderBy", "versionOptions", "ids", "searchTerm", "roots", "parentId", "callId", "level", "due", "urgent", "all", "format", "version", "access_token", "chain", "call", "region"];

    private static readonly string[] Types = ["application/json", "application/json", "application/json", "application/json; charset=utf-16", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "application/xml", "application/octet-stream", "application/json; charset=nonsense", "a/b; c=\"d"];

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "get", "X"];

    /// <summary>The request of a number; the same every time.</summary>
    public HttpRequestMessage Make(int seed)
    {
        var random = new Random(seed);
        var route = routes[random.Next(routes.Count)];
        var method = random.Next(40) == 0 ? Methods[random.Next(Methods.Length)] : route.Method is "PAGE" or "ANY" ? "GET" : route.Method;
        var request = new HttpRequestMessage(new HttpMethod(method), route.With(_ => Uri.EscapeDataString(Value(random))) + Query(random, route));
        if (method is "POST" or "PUT" or "PATCH" || random.Next(50) == 0) request.Content = Body(random, route);
        Headers(random, request);
        return request;
    }

    private string Value(Random random) => random.Next(3) == 0 ? Cut(Texts[random.Next(Texts.Length)]) : known[random.Next(known.Count)];

    /// <summary>What does not go into an address at all, the client would refuse to send.</summary>
    private static string Cut(string text) => new([.. text.Where(c => !char.IsSurrogate(c)).Take(1500)]);

    private static string Query(Random random, Served route)
    {
        if (random.Next(3) == 0) return "";
        var names = route.Endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters().Select(parameter => parameter.Name).OfType<string>().Where(name => !route.Placeholders.Contains(name)).ToArray() is { Length: > 0 } own && random.Next(3) > 0 ? own : Queries;
        return "?" + string.Join('&', Enumerable.Range(0, random.Next(1, 5)).Select(_ => $"{names[random.Next(names.Length)]}={Uri.EscapeDataString(Cut(Texts[random.Next(Texts.Length)]))}"));
    }

    private HttpContent Body(Random random, Served route)
    {
        if (route.TakesFile && random.Next(4) > 0) return File(random);
        var content = new ByteArrayContent(random.Next(8) switch
        {
            0 => Encoding.UTF8.GetBytes(Broken(random, Order.BodyOf(route))),
            1 => Bytes(random),
            2 => Encoding.UTF8.GetBytes(Deep(random)),
            _ => Encoding.UTF8.GetBytes(Changed(random, Order.BodyOf(route))),
        });
        content.Headers.TryAddWithoutValidation("Content-Type", random.Next(6) == 0 ? Types[random.Next(Types.Length)] : "application/json");
        if (random.Next(60) == 0) content.Headers.TryAddWithoutValidation("Content-Encoding", random.Next(2) == 0 ? "gzip" : "br");
        return content;
    }

    private static MultipartFormDataContent File(Random random)
    {
        byte[] start = random.Next(6) switch { 0 => [], 1 => [.. "%PDF-1.7"u8], 2 => [0x50, 0x4B, 3, 4], 3 => [0xFF, 0xD8, 0xFF], 4 => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], _ => [0, 0, 0, 24, .. "ftypisom"u8] };
        var rest = new byte[random.Next(2000)];
        random.NextBytes(rest);
        var form = new MultipartFormDataContent();
        var file = new ByteArrayContent([.. start, .. rest]);
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{(random.Next(3) == 0 ? "files" : "file")}\"; filename=\"{new string([.. Texts[random.Next(Texts.Length)].Where(c => c is > ' ' and < '\x7f' and not '"').Take(100)])}\"");
        form.Add(file);
        return form;
    }

    private static byte[] Bytes(Random random)
    {
        if (random.Next(200) == 0) return new byte[2_000_000];
        var bytes = new byte[random.Next(600)];
        random.NextBytes(bytes);
        return random.Next(3) == 0 ? [0xEF, 0xBB, 0xBF, .. bytes] : bytes;
    }

    private static string Deep(Random random)
    {
        var (depth, (open, close)) = (random.Next(3) switch { 0 => 70, 1 => 300, _ => 10_000 }, random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}"));
        return string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, random.Next(4) == 0 ? 0 : depth));
    }

    private static string Broken(Random random, string json) => random.Next(6) switch
    {
        0 => json[..random.Next(json.Length + 1)],
        1 => json + json,
        2 => json.Replace("\"", "'", StringComparison.Ordinal),
        3 => json.Replace(':', ','),
        4 => $"/* x */ {json}",
        _ => new string([.. json.Select(c => random.Next(12) == 0 ? (char)random.Next(1, 0xD7FF) : c)]),
    };

    /// <summary>A body that is read, with one or several of its values put in place of another, and members nobody asked for.</summary>
    private string Changed(Random random, string json)
    {
        var node = JsonNode.Parse(json)!;
        for (var i = random.Next(1, 4); i > 0; i--) node = Change(random, node);
        return node?.ToJsonString() ?? "null";
    }

    private JsonNode? Change(Random random, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members when random.Next(8) > 0:
                if (members.Count == 0 || random.Next(6) == 0)
                {
                    string[] names = ["isAdmin", "roles", "id", "personId", "$type", "_type", "__proto__", "version", "form", "data", "model", "root", "definitionId", "ids", "filter", "activities", "status"];
                    members[names[random.Next(names.Length)]] = Any(random, 0);
                    return members;
                }

                var name = members.ElementAt(random.Next(members.Count)).Key;
                if (random.Next(10) == 0) members.Remove(name);
                else members[name] = Change(random, members[name]?.DeepClone());
                return members;
            case JsonArray items when items.Count > 0 && random.Next(3) > 0:
                var at = random.Next(items.Count);
                items[at] = Change(random, items[at]?.DeepClone());
                return items;
            default:
                return Any(random, 0);
        }
    }

    private JsonNode? Any(Random random, int depth) => random.Next(depth > 3 ? 8 : 11) switch
    {
        0 => null,
        1 => JsonValue.Create(true),
        2 => JsonValue.Create(random.Next(-2, 3)),
        3 => JsonNode.Parse(random.Next(2) == 0 ? "1e400" : "123456789012345678901234567890"),
        4 => JsonValue.Create(0.1),
        5 => JsonValue.Create(known[random.Next(known.Count)]),
        6 or 7 => JsonValue.Create(Texts[random.Next(Texts.Length)]),
        8 => new JsonArray([.. Enumerable.Range(0, depth == 0 && random.Next(20) == 0 ? 2000 : random.Next(4)).Select(_ => Any(random, depth + 1))]),
        9 => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(i => KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"k{i}"), Any(random, depth + 1)))),
        _ => new JsonObject { ["$type"] = "System.IO.FileInfo, System.Private.CoreLib", ["type"] = "Elsa.Flowchart", ["activities"] = Any(random, depth + 1) },
    };

    private static void Headers(Random random, HttpRequestMessage request)
    {
        if (random.Next(12) > 0) return;
        string[][] headers =
        [
            ["Accept-Language", "zh-CN;q=abc, \u0001"], ["Accept-Language", new string('a', 2000)], ["Range", "bytes=5-1"], ["Range", "bytes=0-0,1-1,2-2,3-3"], ["If-None-Match", "W/\"x"], ["X-HTTP-Method-Override", "DELETE"], ["X-Forwarded-For", "'; --"], ["X-Forwarded-Host", "evil.example"], ["Cookie", "session=CfDJ8; form=x; .AspNetCore.Culture=c%3Dxx%7Cuic%3D%00"],
            ["Accept", "text/html;q=z, */*"], ["Accept-Encoding", "gzip;q=9, identity;q=0"], ["Origin", "null"], ["Sec-Fetch-Site", "cross-site"], ["Traceparent", "00-zz"], ["X-Workflow-Instance-ID", "' OR 1=1"], ["Prefer", "x"], ["Expect", "nothing"],
        ];
        var header = headers[random.Next(headers.Length)];
        request.Headers.TryAddWithoutValidation(header[0], header[1]);
    }
}
