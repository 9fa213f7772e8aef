namespace Workflows.Bench;

/// <summary>An act of the product and the baseline it is measured against, in one process on one database.</summary>
internal interface IPair
{
    string Name { get; }

    /// <summary>What the baseline is.</summary>
    string Against { get; }

    /// <summary>How often one round calls each of the two.</summary>
    int Calls { get; }

    /// <summary>Acts per call.</summary>
    int Operations { get; }

    Task Setup();

    Task Cleanup();

    void PrepareProduct();

    void PrepareBaseline();

    Task Product();

    Task Baseline();
}
