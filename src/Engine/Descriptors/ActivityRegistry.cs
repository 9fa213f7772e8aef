using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Options;
using Microsoft.Extensions.Options;

namespace Workflows.Engine.Descriptors;

/// <inheritdoc />
internal sealed class ActivityRegistry : IActivityRegistry
{
    private readonly ConcurrentDictionary<(string Type, int Version), (Type Provider, ActivityDescriptor Descriptor)> _all = new();
    private readonly IServiceScopeFactory _scopes;
    private readonly DescriptorJson _json;
    private readonly SemaphoreSlim _asking = new(1, 1);
    private bool _editorsKnown;

    public ActivityRegistry(IServiceScopeFactory scopes, DescriptorJson json, IOptions<ManagementOptions> options)
    {
        (_scopes, _json) = (scopes, json);
        foreach (var type in typeof(ActivityRegistry).Assembly.GetExportedTypes().Where(ActivityMaker.CanMake).Concat(options.Value.ActivityTypes)) Register(ActivityDescriber.Describe(type));
    }

    public ActivityDescriptor? Find(string type) => _all.Values.Select(x => x.Descriptor).Where(x => x.TypeName == type).MaxBy(x => x.Version);
    public ActivityDescriptor? Find(string type, int version) => _all.TryGetValue((type, version), out var found) ? found.Descriptor : null;
    public ActivityDescriptor? Find(Func<ActivityDescriptor, bool> predicate) => ListAll().FirstOrDefault(predicate);
    public IEnumerable<ActivityDescriptor> FindMany(Func<ActivityDescriptor, bool> predicate) => ListAll().Where(predicate);
    public IEnumerable<ActivityDescriptor> ListAll() => _all.Values.Select(x => x.Descriptor).OrderBy(x => x.TypeName, StringComparer.Ordinal).ThenBy(x => x.Version);
    public IEnumerable<ActivityDescriptor> ListByProvider(Type providerType) => _all.Values.Where(x => x.Provider == providerType).Select(x => x.Descriptor);

    public void Register(ActivityDescriptor descriptor) => Add(typeof(ActivityRegistry), descriptor);

    public void Add(Type providerType, ActivityDescriptor descriptor)
    {
        _all[(descriptor.TypeName, descriptor.Version)] = (providerType, descriptor);
        if (descriptor.Inputs.Any(x => x.PropertyInfo is { } property && PropertyUIHandlerResolver.HandlerTypes(property).Any())) _editorsKnown = false;
    }

    public void Remove(Type providerType, ActivityDescriptor descriptor) => _all.TryRemove((descriptor.TypeName, descriptor.Version), out _);
    public void Clear() => _all.Clear();

    public void ClearProvider(Type providerType)
    {
        foreach (var descriptor in ListByProvider(providerType).ToList()) Remove(providerType, descriptor);
    }

    public async Task RegisterAsync(IEnumerable<Type> activityTypes, CancellationToken cancellationToken = default)
    {
        foreach (var type in activityTypes) await RegisterAsync(type, cancellationToken);
    }

    public Task RegisterAsync(Type activityType, CancellationToken cancellationToken = default)
    {
        Register(ActivityDescriber.Describe(activityType));
        return Task.CompletedTask;
    }

    public async Task RefreshDescriptorsAsync(IEnumerable<IActivityProvider> activityProviders, CancellationToken cancellationToken = default)
    {
        foreach (var provider in activityProviders) await RefreshDescriptorsAsync(provider, cancellationToken);
    }

    public async Task RefreshDescriptorsAsync(IActivityProvider activityProvider, CancellationToken cancellationToken = default)
    {
        var provider = activityProvider.GetType();
        var descriptors = (await activityProvider.GetDescriptorsAsync(cancellationToken)).ToList();
        // A descriptor that says the same stays the object that it was: whoever has written the list down need not write it again.
        foreach (var descriptor in descriptors)
            if (Find(descriptor.TypeName, descriptor.Version) is not { } known || !JsonNode.DeepEquals(_json.Write(known), _json.Write(descriptor))) Add(provider, descriptor);
        // Whoever looks a type up meanwhile must not miss it, so only what is gone is removed.
        var kept = descriptors.Select(x => (x.TypeName, x.Version)).ToHashSet();
        foreach (var gone in ListByProvider(provider).Where(x => !kept.Contains((x.TypeName, x.Version))).ToList()) Remove(provider, gone);
    }

    /// <summary>
    /// All types, with what the editors of their inputs offer. The providers are asked each time: another server may have changed what they list. The
    /// handlers of editors are asked once and again when a type with such editors was added.
    /// </summary>
    public async ValueTask<IEnumerable<ActivityDescriptor>> GetDescriptorsAsync(CancellationToken cancellationToken = default)
    {
        await using var scope = _scopes.CreateAsyncScope();
        await RefreshDescriptorsAsync(scope.ServiceProvider.GetServices<IActivityProvider>(), cancellationToken);
        if (_editorsKnown) return ListAll();
        await _asking.WaitAsync(cancellationToken);
        try
        {
            var resolver = scope.ServiceProvider.GetRequiredService<IPropertyUIHandlerResolver>();
            foreach (var input in ListAll().SelectMany(x => x.Inputs))
                if (input.PropertyInfo is { } property && PropertyUIHandlerResolver.HandlerTypes(property).Any())
                    input.UISpecifications = await resolver.GetUIPropertiesAsync(property, null, cancellationToken);
            _editorsKnown = true;
        }
        finally
        {
            _asking.Release();
        }

        return ListAll();
    }
}
