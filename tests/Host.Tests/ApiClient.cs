using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Workflows.Host.Tests;

/// <summary>What the API answered.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, JsonNode? Body, string Text, HttpResponseHeaders Headers, string? MediaType)
{
    /// <summary>The code of a refusal.</summary>
    public string? Code => (Body as JsonObject)?["code"]?.GetValue<string>();

    /// <summary>The body of an answer that should have succeeded.</summary>
    public JsonNode Value
    {
        get
        {
            ((int)Status).ShouldBeInRange(200, 299, Text);
            return Body.ShouldNotBeNull();
        }
    }

    /// <summary>The answer should have succeeded.</summary>
    public ApiAnswer Succeeded()
    {
        ((int)Status).ShouldBeInRange(200, 299, Text);
        return this;
    }

    /// <summary>The answer should have been a refusal with this code.</summary>
    public ApiAnswer Refused(string code, HttpStatusCode? status = null)
    {
        Code.ShouldBe(code, Text);
        MediaType.ShouldBe("application/problem+json");
        if (status is { } expected) Status.ShouldBe(expected, Text);
        return this;
    }
}

/// <summary>A program that uses the API, signed in when the first request is sent and again when its token has run out.</summary>
public sealed class ApiClient(HttpClient http, TimeProvider clock, string? userName = null, string? password = null) : IDisposable
{
    /// <summary>A token that was not used for an hour counts no more.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(60);

    private DateTimeOffset validUntil, used;

    public HttpClient Http => http;

    public Task<ApiAnswer> Get(string path) => Send(HttpMethod.Get, path);

    public Task<ApiAnswer> Post(string path, object? body = null) => Send(HttpMethod.Post, path, body);

    public Task<ApiAnswer> Put(string path, object? body = null) => Send(HttpMethod.Put, path, body);

    public Task<ApiAnswer> Delete(string path) => Send(HttpMethod.Delete, path);

    /// <summary>Sends a body as it is, also one that is not JSON.</summary>
    public Task<ApiAnswer> PostText(string path, string text, string mediaType = "application/json") =>
        Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(text, System.Text.Encoding.UTF8, mediaType) });

    public Task<ApiAnswer> Upload(string path, string name, byte[] bytes, string mediaType = "application/octet-stream")
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = new MultipartFormDataContent { { file, "file", name } } });
    }

    /// <summary>Put around every request that is built from a path and a body, so that a test can send it again.</summary>
    public Func<HttpMethod, Func<Task<ApiAnswer>>, Task<ApiAnswer>>? Around { get; set; }

    public async Task<ApiAnswer> Send(HttpMethod method, string path, object? body = null)
    {
        if (Around is not { } around) return await Once();
        if (IsToSignIn) await SignIn();
        return await around(method, Once);

        Task<ApiAnswer> Once() => Send(new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, options: Approvals.Json.Options) });
    }

    public async Task<ApiAnswer> Send(HttpRequestMessage request)
    {
        if (IsToSignIn) await SignIn();
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var media = response.Content.Headers.ContentType?.MediaType;
        return new ApiAnswer(response.StatusCode, media?.EndsWith("json", StringComparison.Ordinal) == true ? JsonNode.Parse(text) : null, text, response.Headers, media);
    }

    public void Dispose() => http.Dispose();

    private bool IsToSignIn
    {
        get
        {
            var (now, before) = (clock.GetUtcNow(), used);
            used = now;
            return userName is not null && (now >= validUntil || now - before > Idle);
        }
    }

    private async Task SignIn()
    {
        using var response = await http.PostAsJsonAsync("/api/session", new { userName, password }, TestContext.Current.CancellationToken);
        var session = await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, $"{userName} should be able to sign in: {session}");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session!["accessToken"]!.GetValue<string>());
        validUntil = session["expiresAt"]!.GetValue<DateTimeOffset>();
    }
}
