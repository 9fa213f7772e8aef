using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Workflows.Host.Tests.Account;

/// <summary>An OpenID provider of the test: discovery, keys, and whoever <see cref="Who"/> says is signed in without being asked. It checks the secret and the PKCE verifier.</summary>
internal sealed class Provider : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "test" };
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge)> codes = new();

    private Provider(WebApplication app) => this.app = app;

    /// <summary>Claims of whoever signs in.</summary>
    public Dictionary<string, object> Who { get; set; } = new() { ["sub"] = "subject-1" };

    /// <summary>The clock by which tokens are made.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public (string, string)[] Settings => [("OpenIdConnect:Authority", Address), ("OpenIdConnect:ClientId", "wenlian"), ("OpenIdConnect:ClientSecret", "between us")];

    public static async Task<Provider> Run()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new Provider(builder.Build());
        provider.Map();
        await provider.app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private void Map()
    {
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Address, ["authorization_endpoint"] = $"{Address}/authorize", ["token_endpoint"] = $"{Address}/token", ["jwks_uri"] = $"{Address}/keys",
            ["response_types_supported"] = new[] { "code" }, ["subject_types_supported"] = new[] { "public" }, ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        app.MapGet("/keys", () =>
        {
            var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(key);
            return Results.Json(new { keys = new[] { new { kty = jwk.Kty, n = jwk.N, e = jwk.E, kid = key.KeyId, alg = "RS256", use = "sig" } } });
        });
        app.MapGet("/authorize", (string redirect_uri, string state, string nonce, string code_challenge) =>
        {
            var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
            codes[code] = (nonce, code_challenge);
            return Results.Redirect($"{redirect_uri}?code={code}&state={Uri.EscapeDataString(state)}");
        });
        app.MapPost("/token", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync();
            if (!codes.TryRemove(form["code"].ToString(), out var given) || form["client_secret"] != "between us"
                || Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != given.Challenge) return Results.BadRequest(new { error = "invalid_grant" });
            var now = Clock.GetUtcNow();
            var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
            {
                Issuer = Address, Audience = "wenlian", IssuedAt = now.UtcDateTime, NotBefore = now.UtcDateTime, Expires = now.AddMinutes(5).UtcDateTime,
                Claims = new Dictionary<string, object>(Who) { ["nonce"] = given.Nonce }, SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
            });
            return Results.Json(new { access_token = "unused", token_type = "Bearer", id_token = token, expires_in = 300 });
        });
    }
}
