using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine.Serialization;
using Workflows.Host.Operations;

namespace Workflows.Bench;

/// <summary>The chain's file from text to the compiled graph that all instances share; done once per version. Against reading the text as JSON.</summary>
public class LoadDefinition : IPair
{
    private readonly string text = File.ReadAllText(Path.Combine(StartUp.Workflows, "pilot-site-application.json"));
    private BenchedApplication application = null!;
    private IServiceScope scope = null!;
    private DefinitionModel model = null!;
    private IWorkflowDefinitionService definitions = null!;

    string IPair.Name => "Load a definition";
    string IPair.Against => "JsonDocument.Parse of the file";
    int IPair.Calls => 50;
    int IPair.Operations => 1;

    [GlobalSetup]
    public async Task Setup()
    {
        application = await BenchedApplication.Run();
        scope = application.Services.CreateScope();
        model = scope.ServiceProvider.GetRequiredService<DefinitionModel>();
        definitions = scope.ServiceProvider.GetRequiredService<IWorkflowDefinitionService>();
        if ((await Load()).Nodes.Count < 5) throw new InvalidOperationException("Expected the chart of the chain, found fewer than 5 activities. Look at workflows/pilot-site-application.json.");
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        scope.Dispose();
        await application.DisposeAsync();
    }

    public void PrepareProduct() { }

    public void PrepareBaseline() { }

    [Benchmark]
    public Task Product() => Load();

    [Benchmark(Baseline = true)]
    public Task Baseline()
    {
        using var document = JsonDocument.Parse(text);
        return Task.CompletedTask;
    }

    private Task<WorkflowGraph> Load()
    {
        var definition = new WorkflowDefinition { Id = "bench", DefinitionId = "bench", Version = 1 };
        model.Apply(DefinitionReader.Read(text).Model!, definition);
        return definitions.MaterializeWorkflowAsync(definition);
    }
}
