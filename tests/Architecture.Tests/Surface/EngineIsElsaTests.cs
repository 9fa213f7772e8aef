using Elsa.Workflows;

namespace Workflows.Architecture.Tests.Surface;

/// <summary>What our engine shows outside its own namespace is Elsa's, name and signature.</summary>
public class EngineIsElsaTests
{
    private const string OtherAssembly = "Elsa has it, in its assembly Elsa.Common, which the list does not cover";
    private const string OtherResilienceAssembly = "Elsa has it, in its assembly Elsa.Resilience.Core, which the list does not cover";
    private const string MadeByTheContainer = "only the container makes it; nobody writes the call";

    /// <summary>What the list does not have and ours needs, with the reason.</summary>
    private static readonly (string What, string Reason)[] Allowed =
    [
        ("Elsa.Common.ISystemClock", OtherAssembly),
        ("Elsa.Common.Models.Page`1", OtherAssembly),
        ("Elsa.Common.Models.PageArgs", OtherAssembly),
        ("Elsa.Common.Models.VersionOptions", OtherAssembly),
        ("Elsa.Common.Entities.OrderDirection", OtherAssembly),
        ("Elsa.Common.Entities.Entity", OtherAssembly),
        ("Elsa.Common.Entities.VersionedEntity", OtherAssembly),
        ("Elsa.Expressions.JavaScript.Activities.RunJavaScript", "Elsa has it, in its assembly Elsa.Expressions.JavaScript, which the list does not cover"),
        ("Elsa.Http.HttpEndpoint: get_File", "Elsa's is ASP.NET's IFormFile, which the engine does not know"),
        ("Elsa.Http.HttpEndpoint: set_File", "Elsa's is ASP.NET's IFormFile, which the engine does not know"),
        ("Elsa.Resilience.IResilientActivity", OtherResilienceAssembly),
        ("Elsa.Resilience.ITransientExceptionStrategy", OtherResilienceAssembly),
        ("Elsa.Resilience.ResilienceCategoryAttribute", OtherResilienceAssembly),
        ("Elsa.Resilience.Models.RetryAttempt", OtherResilienceAssembly),
        ("Elsa.Expressions.LiteralExpressionHandler: .ctor", MadeByTheContainer),
        ("Elsa.Workflows.WorkflowInstanceStorageDriver: .ctor", MadeByTheContainer),
        ("Elsa.Workflows.Management.Services.WorkflowDefinitionPublisher: .ctor", MadeByTheContainer),
        ("Elsa.Workflows.Management.Services.WorkflowDefinitionService: .ctor", MadeByTheContainer),
        ("Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy: .ctor", MadeByTheContainer),
        ("Elsa.Workflows.Runtime.ActivationValidators.CorrelationStrategy: .ctor", MadeByTheContainer),
        ("Elsa.Workflows.Runtime.ActivationValidators.CorrelatedSingletonStrategy: .ctor", MadeByTheContainer),
        ("Elsa.Workflows.Management.Entities.WorkflowInstance: get_RowVersion", "the version that a commit checks, so that of two writers one wins"),
        ("Elsa.Workflows.Management.Entities.WorkflowInstance: set_RowVersion", "the version that a commit checks, so that of two writers one wins"),
        ("Elsa.Workflows.State.ActivityExecutionContextState: get_SchedulingActivity", "kept so that the call stack survives a suspension"),
        ("Elsa.Workflows.State.ActivityExecutionContextState: set_SchedulingActivity", "kept so that the call stack survives a suspension"),
        ("Elsa.Workflows.Options.ScheduleWorkOptions: .ctor", "ours has the members of Elsa's and none of its optional arguments for tracing between workflows"),
        ("Elsa.Workflows.UIHints.Dropdown.SelectList: ", "Studio reads isFlagsEnum, which Elsa's other lists have")
    ];

    private static readonly List<string> Foreign = typeof(IActivity).Assembly.GetExportedTypes().Where(x => !x.Namespace!.StartsWith("Workflows.Engine", StringComparison.Ordinal)).SelectMany(EngineSurface.Foreign).ToList();

    [Fact]
    public void Every_public_type_and_member_outside_our_own_namespace_is_Elsas() => Foreign.Where(x => !Allowed.Any(y => Matches(x, y.What))).ShouldBeEmpty();

    [Fact]
    public void Every_exception_is_still_needed() => Allowed.Select(x => x.What).Where(x => !Foreign.Any(y => Matches(y, x))).ShouldBeEmpty();

    [Fact]
    public void A_type_that_Elsa_does_not_have_is_found() => EngineSurface.Foreign(typeof(EngineIsElsaTests)).ShouldBe([typeof(EngineIsElsaTests).FullName!]);

    [Fact]
    public void A_member_that_Elsa_does_not_have_is_found()
    {
        var without = new ElsaSurface(File.ReadLines(Repository.Path("src", "Engine", "elsa-surface.txt")).Where(x => !x.Contains(" FindActivityById(", StringComparison.Ordinal)));
        EngineSurface.Foreign(typeof(Elsa.Workflows.Models.WorkflowGraph), without).ShouldBe(["Elsa.Workflows.Models.WorkflowGraph: FindActivityById(String):IActivity"]);
    }

    private static bool Matches(string foreign, string allowed) => foreign == allowed || allowed.Contains(": ", StringComparison.Ordinal) && foreign.StartsWith(allowed, StringComparison.Ordinal);
}
