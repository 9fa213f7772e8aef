using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Host.Tests.Security;

/// <summary>An address that the application answers, read from the table of its endpoints.</summary>
/// <param name="Method"><c>GET</c>, <c>POST</c> …; <c>PAGE</c> for a page; <c>ANY</c> where it takes every method.</param>
/// <param name="Pattern">As it is mapped, e.g. <c>/api/cases/{id:long}</c>.</param>
internal sealed partial record Served(string Method, string Pattern, RouteEndpoint Endpoint)
{
    /// <summary>Every address but the files that come with the program, which are public and the same for everybody.</summary>
    public static IReadOnlyList<Served> By(RunningApplication app) =>
    [
        .. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(each => !IsFile(each)).SelectMany(Split)
            .DistinctBy(each => (each.Method, each.Pattern)).OrderBy(each => each.Pattern, StringComparer.Ordinal).ThenBy(each => each.Method, StringComparer.Ordinal),
    ];

    /// <summary>The files that come with the program.</summary>
    public static IEnumerable<RouteEndpoint> Files(RunningApplication app) => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(IsFile);

    public bool IsAnonymous => Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>Seats one of which the caller needs by the endpoint itself; a verb may ask for more.</summary>
    public IReadOnlyList<string> Roles
    {
        get
        {
            var named = Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Roles).OfType<string>().Select(roles => roles.Split(',', StringSplitOptions.TrimEntries))
                .Concat(Endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>().SelectMany(policy => policy.Requirements.OfType<RolesAuthorizationRequirement>()).Select(roles => roles.AllowedRoles.ToArray())).ToList();
            return named.Count == 0 ? [] : [.. named.Aggregate((one, other) => [.. one.Intersect(other)]).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>What the body is read as; null for none, a form, or one that the endpoint reads by itself.</summary>
    public Type? Body => Accepts is { } accepts && accepts.ContentTypes.Contains("application/json") ? accepts.RequestType : null;

    /// <summary>It takes files as a form.</summary>
    public bool TakesFile => Accepts?.ContentTypes.Contains("multipart/form-data") == true;

    private IAcceptsMetadata? Accepts => Endpoint.Metadata.GetMetadata<IAcceptsMetadata>();

    /// <summary>The names of what stands in braces.</summary>
    public IEnumerable<string> Placeholders => Braces().Matches(Pattern).Select(match => match.Groups["name"].Value);

    /// <summary>The address with something in place of what stands in braces.</summary>
    public string With(Func<string, string> value) => Braces().Replace(Pattern, match => value(match.Groups["name"].Value));

    public override string ToString() => $"{Method} {Pattern}";

    private static bool IsFile(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    private static IEnumerable<Served> Split(RouteEndpoint endpoint)
    {
        var pattern = $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}";
        if (endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null) return [new Served("PAGE", pattern, endpoint)];
        return endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods.Count: > 0 } methods ? methods.HttpMethods.Select(method => new Served(method, pattern, endpoint)) : [new Served("ANY", pattern, endpoint)];
    }

    [GeneratedRegex(@"\{\*{0,2}(?<name>[A-Za-z]+)[^}]*\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Braces();
}
